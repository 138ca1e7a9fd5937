package dev.sks.auth.sessions;

import dev.sks.auth.door.Page;
import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.TokenRules;
import dev.sks.contract.ProblemType;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller's own sessions, in all tenants. */
@Path("/v1/sessions")
@Authenticated
public class OwnSessionResource {

  private final SessionListStore sessions;
  private final JsonWebToken token;

  OwnSessionResource(SessionListStore sessions, JsonWebToken token) {
    this.sessions = sessions;
    this.token = token;
  }

  @GET
  public Uni<Page<SessionView>> list(
      @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    var page = Page.Request.of(limit, cursor);
    String current = token.getClaim(TokenRules.SESSION_CLAIM);
    return sessions
        .of(user(), page)
        .map(rows -> rows.stream().map(row -> row.seenFrom(current)).toList())
        .map(rows -> Page.of(rows, page, row -> row.id().toString()));
  }

  @DELETE
  @Path("/{id}")
  public Uni<Void> end(UUID id) {
    return sessions.endOwn(user(), id).invoke(OwnSessionResource::requireEnded).replaceWithVoid();
  }

  private UUID user() {
    return UUID.fromString(token.getSubject());
  }

  private static void requireEnded(boolean ended) {
    if (!ended) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "You have no such session: GET /v1/sessions lists yours.");
    }
  }
}
