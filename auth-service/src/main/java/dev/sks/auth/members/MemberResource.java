package dev.sks.auth.members;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.door.Fields;
import dev.sks.auth.door.Page;
import dev.sks.auth.door.People;
import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.ProblemType;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** A tenant's members, for administrators and for its owners. */
@Path("/v1/tenants/{tenant}/members")
@Authenticated
public class MemberResource {

  private static final Logger LOG = Logger.getLogger(MemberResource.class);

  private final MemberStore members;
  private final Caller caller;
  private final Actors actors;
  private final People people;

  MemberResource(MemberStore members, Caller caller, Actors actors, People people) {
    this.members = members;
    this.caller = caller;
    this.actors = actors;
    this.people = people;
  }

  @GET
  public Uni<Page<Member>> list(
      String tenant, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    MemberRules.of(caller).enter(tenant);
    var page = Page.Request.of(limit, cursor);
    return members
        .exists(tenant)
        .invoke(
            exists -> {
              if (!exists) {
                throw MemberRules.noTenant();
              }
            })
        .chain(() -> members.of(tenant, page))
        .map(rows -> Page.of(rows, page, Member::user));
  }

  /** 201 if the user was not in the tenant. Sessions and keys of the user in it end. */
  @PUT
  @Path("/{user}")
  public Uni<RestResponse<Member>> put(String tenant, String user, MemberChange change) {
    var rules = MemberRules.of(caller);
    rules.enter(tenant);
    people.require();
    Fields.of(change);
    var role = change.checked();
    var by = actors.caller();
    return members
        .put(tenant, user, role, rules, by)
        .map(found -> found.orElseThrow(MemberResource::noSuch))
        .invoke(
            before ->
                LOG.infof(
                    "Member set tenant=%s user=%s role=%s by=%s",
                    tenant, user, role.word(), by.name()))
        .chain(
            before ->
                members
                    .find(tenant, user)
                    .map(
                        now ->
                            RestResponse.ResponseBuilder.create(
                                    before.role().isPresent()
                                        ? RestResponse.Status.OK
                                        : RestResponse.Status.CREATED,
                                    now)
                                .build()));
  }

  /** Sessions and keys of the user in the tenant end. */
  @DELETE
  @Path("/{user}")
  public Uni<Void> remove(String tenant, String user) {
    var rules = MemberRules.of(caller);
    rules.enter(tenant);
    people.require();
    var by = actors.caller();
    return members
        .remove(tenant, user, rules, by)
        .map(found -> found.orElseThrow(MemberResource::noSuch))
        .invoke(
            before -> LOG.infof("Member removed tenant=%s user=%s by=%s", tenant, user, by.name()))
        .replaceWithVoid();
  }

  private static ProblemException noSuch() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no such tenant, user or member: GET /v1/tenants/{name}/members lists members.");
  }
}
