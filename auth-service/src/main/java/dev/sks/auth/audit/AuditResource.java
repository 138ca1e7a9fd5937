package dev.sks.auth.audit;

import dev.sks.auth.door.Page;
import dev.sks.base.token.Caller;
import dev.sks.contract.AuditEvent;
import dev.sks.contract.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** What was done: administrators read all of it, owners what is about their tenant. */
@Path("/v1/audit")
@RolesAllowed(Roles.OWNER)
public class AuditResource {

  private final AuditStore events;
  private final Caller caller;

  AuditResource(AuditStore events, Caller caller) {
    this.events = events;
    this.caller = caller;
  }

  /** Newest first. Times are RFC 3339; an action such as {@code user} means all of users. */
  @GET
  public Uni<Page<AuditEvent>> list(
      @QueryParam("actor") String actor,
      @QueryParam("action") String action,
      @QueryParam("target") String target,
      @QueryParam("since") String since,
      @QueryParam("until") String until,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    var page = Page.Request.of(limit, cursor);
    var wanted =
        new AuditQuery()
            .is("actor", actor)
            .action(action)
            .is("target", target)
            .is("tenant", caller.isAdmin() ? null : caller.tenant())
            .since(since)
            .until(until)
            .checked();
    return events.list(wanted, page).map(rows -> Page.of(rows, page, AuditEvent::id));
  }
}
