package dev.sks.ui.door;

import dev.sks.base.problem.ProblemMappers;
import dev.sks.base.token.Caller;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Lets callers with a role through to routes that read their requests as streams. */
@ApplicationScoped
public class Doorman {

  public static final Set<String> READERS =
      Set.of(Roles.VIEWER, Roles.MEMBER, Roles.OWNER, Roles.ADMIN);
  public static final Set<String> WRITERS = Set.of(Roles.MEMBER, Roles.OWNER, Roles.ADMIN);

  private final Vertx vertx;
  private final DoorProblems problems;

  Doorman(Vertx vertx, DoorProblems problems) {
    this.vertx = vertx;
    this.problems = problems;
  }

  /** Pauses the request; the route goes on, on the request's context, with the caller's token. */
  public void admit(RoutingContext ctx, Set<String> roles, Consumer<JsonWebToken> route) {
    ctx.request().pause();
    Context context = vertx.getOrCreateContext();
    QuarkusHttpUser.getSecurityIdentity(ctx, null)
        .subscribe()
        .with(
            identity -> context.runOnContext(v -> decide(ctx, identity, roles, route)),
            e -> context.runOnContext(v -> problems.send(ctx, ProblemMappers.invalidToken())));
  }

  private void decide(
      RoutingContext ctx,
      SecurityIdentity identity,
      Set<String> roles,
      Consumer<JsonWebToken> route) {
    if (identity == null
        || !(identity.getPrincipal() instanceof JsonWebToken token)
        || token.getClaim(Caller.TENANT_CLAIM) == null) {
      problems.send(ctx, ProblemMappers.unauthenticated());
    } else if (identity.getRoles().stream().noneMatch(roles::contains)) {
      problems.send(
          ctx, ProblemType.FORBIDDEN.with("Ask an owner of the tenant for a role that allows it."));
    } else {
      try {
        route.accept(token);
      } catch (RuntimeException e) {
        problems.send(ctx, e);
      }
    }
  }
}
