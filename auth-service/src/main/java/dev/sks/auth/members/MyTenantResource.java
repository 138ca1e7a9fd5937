package dev.sks.auth.members;

import dev.sks.auth.door.Page;
import dev.sks.base.token.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;

/** The tenants the caller is in, and as what. */
@Path("/v1/me/tenants")
@Authenticated
public class MyTenantResource {

  private final MemberStore members;
  private final Caller caller;

  MyTenantResource(MemberStore members, Caller caller) {
    this.members = members;
    this.caller = caller;
  }

  @GET
  public Uni<Page<MyTenant>> list(
      @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    var page = Page.Request.of(limit, cursor);
    return members
        .of(UUID.fromString(caller.subject()), caller.tenant(), page)
        .map(rows -> Page.of(rows, page, MyTenant::tenant));
  }
}
