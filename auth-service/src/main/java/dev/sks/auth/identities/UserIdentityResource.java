package dev.sks.auth.identities;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.door.Page;
import dev.sks.auth.users.UserStore;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The administrators' door to a user's foreign identities. */
@Path("/v1/users/{name}/identities")
@RolesAllowed(Roles.ADMIN)
public class UserIdentityResource {

  private static final Logger LOG = Logger.getLogger(UserIdentityResource.class);

  private final IdentityStore identities;
  private final UserStore users;
  private final Actors actors;

  UserIdentityResource(IdentityStore identities, UserStore users, Actors actors) {
    this.identities = identities;
    this.users = users;
    this.actors = actors;
  }

  @GET
  public Uni<Page<IdentityView>> list(String name) {
    return users
        .idOf(name)
        .chain(identities::of)
        .map(rows -> new Page<>(rows.stream().map(IdentityView::of).toList(), null));
  }

  /** Also the last way to sign in: a reset gives a user another one. */
  @DELETE
  @Path("/{id}")
  public Uni<Void> unlink(String name, UUID id) {
    var by = actors.caller();
    return users
        .idOf(name)
        .chain(user -> identities.unlink(user, id, by))
        .invoke(
            unlinked -> {
              if (!unlinked) {
                throw missing();
              }
              LOG.infof("Identity unlinked identity=%s user=%s by=%s", id, name, by.name());
            })
        .replaceWithVoid();
  }

  private static ProblemException missing() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "The user has no such identity: GET /v1/users/{name}/identities lists them.");
  }
}
