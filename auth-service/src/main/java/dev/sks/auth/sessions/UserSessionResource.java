package dev.sks.auth.sessions;

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
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The administrators' door to a user's sessions. */
@Path("/v1/users/{name}/sessions")
@RolesAllowed(Roles.ADMIN)
public class UserSessionResource {

  private static final Logger LOG = Logger.getLogger(UserSessionResource.class);

  private final SessionListStore sessions;
  private final UserStore users;
  private final Actors actors;

  UserSessionResource(SessionListStore sessions, UserStore users, Actors actors) {
    this.sessions = sessions;
    this.users = users;
    this.actors = actors;
  }

  @GET
  public Uni<Page<SessionView>> list(
      String name, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    var page = Page.Request.of(limit, cursor);
    return users
        .idOf(name)
        .chain(user -> sessions.of(user, page))
        .map(rows -> Page.of(rows, page, row -> row.id().toString()));
  }

  @DELETE
  @Path("/{id}")
  public Uni<Void> end(String name, UUID id) {
    var by = actors.caller();
    return users
        .idOf(name)
        .chain(user -> sessions.end(user, name, id, by))
        .invoke(
            ended -> {
              if (!ended) {
                throw missing();
              }
              LOG.infof("Session ended user=%s session=%s by=%s", name, id, by.name());
            })
        .replaceWithVoid();
  }

  @DELETE
  public Uni<Void> endAll(String name) {
    var by = actors.caller();
    return users
        .idOf(name)
        .chain(user -> sessions.endAll(user, name, by))
        .invoke(
            ended -> LOG.infof("Sessions ended user=%s sessions=%d by=%s", name, ended, by.name()))
        .replaceWithVoid();
  }

  private static ProblemException missing() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "The user has no such session: GET /v1/users/{name}/sessions lists them.");
  }
}
