package dev.sks.auth.sessions;

import dev.sks.auth.door.Fields;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.ResponseHeader;

/** First-party sign-in. */
@Path("/v1/sessions")
@PermitAll
public class SessionResource {

  private final Sessions sessions;

  SessionResource(Sessions sessions) {
    this.sessions = sessions;
  }

  @POST
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public Uni<Tokens> signIn(SignIn wanted) {
    Fields.of(wanted);
    wanted.check();
    return sessions.signIn(wanted);
  }

  @POST
  @Path("/refresh")
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public Uni<Tokens> refresh(RefreshRequest request) {
    Fields.of(request);
    request.check();
    return sessions
        .refresh(request.refreshToken())
        .map(tokens -> tokens.orElseThrow(SessionResource::over));
  }

  /** The refresh token is asked for, so that a stolen access token can't go anywhere else. */
  @POST
  @Path("/switch")
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public Uni<Tokens> switchTenant(SwitchRequest request) {
    Fields.of(request);
    request.check();
    return sessions
        .switchTo(request.tenant(), request.refreshToken())
        .map(tokens -> tokens.orElseThrow(SessionResource::over));
  }

  @POST
  @Path("/sign-out")
  public Uni<Void> signOut(RefreshRequest request) {
    Fields.of(request);
    request.check();
    return sessions.signOut(request.refreshToken());
  }

  private static ProblemException over() {
    return new ProblemException(
        ProblemType.INVALID_CREDENTIALS, "The session is over: sign in again.");
  }
}
