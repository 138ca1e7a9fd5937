package dev.sks.auth.apikeys;

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
import org.jboss.logging.Logger;

/** The administrators' door to a user's keys. */
@Path("/v1/users/{name}/api-keys")
@RolesAllowed(Roles.ADMIN)
public class UserKeyResource {

  private static final Logger LOG = Logger.getLogger(UserKeyResource.class);

  private final ApiKeyStore keys;
  private final UserStore users;
  private final Actors actors;

  UserKeyResource(ApiKeyStore keys, UserStore users, Actors actors) {
    this.keys = keys;
    this.users = users;
    this.actors = actors;
  }

  @GET
  public Uni<Page<KeyView>> list(String name) {
    return users
        .idOf(name)
        .chain(keys::of)
        .map(rows -> new Page<>(rows.stream().map(KeyView::of).toList(), null));
  }

  @DELETE
  @Path("/{id}")
  public Uni<Void> delete(String name, String id) {
    var by = actors.caller();
    return users
        .idOf(name)
        .chain(user -> keys.delete(user, id, by))
        .invoke(
            deleted -> {
              if (!deleted) {
                throw missing();
              }
              LOG.infof("API key deleted key=%s user=%s by=%s", id, name, by.name());
            })
        .replaceWithVoid();
  }

  private static ProblemException missing() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "The user has no such key: GET /v1/users/{name}/api-keys lists them.");
  }
}
