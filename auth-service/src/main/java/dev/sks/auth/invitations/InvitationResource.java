package dev.sks.auth.invitations;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.door.Fields;
import dev.sks.auth.door.Page;
import dev.sks.auth.door.People;
import dev.sks.auth.passwords.Secrets;
import dev.sks.auth.users.Role;
import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Owners invite to their tenant, administrators to any, or to one the invited makes. */
@Path("/v1/invitations")
@RolesAllowed(Roles.OWNER)
public class InvitationResource {

  private static final Logger LOG = Logger.getLogger(InvitationResource.class);
  private static final Duration LIFE = Duration.ofDays(7);
  private static final int ID_BYTES = 12;

  private final InvitationStore invitations;
  private final Caller caller;
  private final Actors actors;
  private final People people;
  private final Clock clock;

  InvitationResource(
      InvitationStore invitations, Caller caller, Actors actors, People people, Clock clock) {
    this.invitations = invitations;
    this.caller = caller;
    this.actors = actors;
    this.people = people;
    this.clock = clock;
  }

  @GET
  public Uni<Page<InvitationView>> list() {
    return invitations
        .list(reach())
        .map(rows -> new Page<>(rows.stream().map(InvitationView::of).toList(), null));
  }

  @POST
  @ResponseStatus(201)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public Uni<InvitationView> create(NewInvitation wanted) {
    people.require();
    Fields.of(wanted);
    wanted.check(caller.isAdmin() ? Role.ADMIN : Role.OWNER);
    Optional<String> tenant = reach().or(() -> Optional.ofNullable(wanted.tenant()));
    if (wanted.tenant() != null && !tenant.equals(Optional.of(wanted.tenant()))) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "You can invite to your own tenant only: leave 'tenant' out.");
    }
    String code = Secrets.random();
    var row = row(tenant, wanted.roleIn(tenant), code);
    var by = actors.caller();
    return invitations
        .create(row, by)
        .invoke(
            () ->
                LOG.infof(
                    "Invitation made invitation=%s tenant=%s role=%s by=%s",
                    row.id, tenant.orElse(""), row.role, by.name()))
        .replaceWith(() -> InvitationView.of(row).with(code));
  }

  @DELETE
  @Path("/{id}")
  public Uni<Void> delete(String id) {
    var by = actors.caller();
    return invitations
        .delete(id, reach(), by)
        .invoke(
            deleted -> {
              if (!deleted) {
                throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    "There is no such invitation, or it was redeemed: GET /v1/invitations lists"
                        + " them.");
              }
              LOG.infof("Invitation withdrawn invitation=%s by=%s", id, by.name());
            })
        .replaceWithVoid();
  }

  /** The tenant whose invitations are the caller's business; empty if all are. */
  private Optional<String> reach() {
    return caller.isAdmin() ? Optional.empty() : Optional.of(caller.tenant());
  }

  private Invitation row(Optional<String> tenant, Role role, String code) {
    var row = new Invitation();
    row.id = Secrets.random(ID_BYTES);
    row.codeHash = Secrets.digest(code);
    row.tenant = tenant.orElse(null);
    row.role = role.word();
    row.invitedBy = UUID.fromString(caller.subject());
    row.createdAt = clock.instant();
    row.expiresAt = row.createdAt.plus(LIFE);
    return row;
  }
}
