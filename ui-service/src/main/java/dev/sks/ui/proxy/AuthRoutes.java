package dev.sks.ui.proxy;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Identity is auth-service's, which looks at the tokens itself. */
@ApplicationScoped
class AuthRoutes {

  private static final List<String> PATHS =
      List.of(
          "/v1/sessions/*",
          "/v1/me/*",
          "/v1/audit/*",
          "/v1/sign-ups/*",
          "/v1/invitations/*",
          "/sign-up",
          "/v1/users/*",
          "/v1/tenants/*",
          "/v1/api-keys/*",
          "/v1/clients/*",
          "/v1/keys/*",
          "/device",
          "/oauth2/*",
          "/.well-known/*");

  private final Upstreams upstreams;
  private final Pump pump;

  AuthRoutes(Upstreams upstreams, Pump pump) {
    this.upstreams = upstreams;
    this.pump = pump;
  }

  void install(@Observes Router router) {
    for (String path : PATHS) {
      router
          .route(path)
          .order(Routes.ORDER)
          .handler(ctx -> pump.forward(ctx, upstreams.auth(), ctx.request().uri()));
    }
  }
}
