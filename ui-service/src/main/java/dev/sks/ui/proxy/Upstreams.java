package dev.sks.ui.proxy;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The three services behind the gateway. */
@ApplicationScoped
public class Upstreams {

  private final Upstream auth;
  private final Upstream manager;
  private final Upstream logs;

  Upstreams(
      Vertx vertx,
      @ConfigProperty(name = "sks.upstream.auth") URI auth,
      @ConfigProperty(name = "sks.upstream.manager") URI manager,
      @ConfigProperty(name = "sks.upstream.logs") URI logs) {
    this.auth = new Upstream(vertx, "auth-service", auth);
    this.manager = new Upstream(vertx, "manager-service", manager);
    this.logs = new Upstream(vertx, "log-service", logs);
  }

  public Upstream auth() {
    return auth;
  }

  public Upstream manager() {
    return manager;
  }

  public Upstream logs() {
    return logs;
  }
}
