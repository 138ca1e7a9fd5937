package dev.sks.ui.readmodel;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** LISTENs, on a connection of its own, to what any gateway's projection NOTIFYs. */
@ApplicationScoped
public class JobNotifications {

  /** The channel; the payload is a job's id. */
  static final String CHANNEL = "sks_jobs";

  private static final Logger LOG = Logger.getLogger(JobNotifications.class);
  private static final long RECONNECT_MILLIS = 500;

  private final JobWakes wakes;
  private final PgSubscriber subscriber;

  JobNotifications(
      Vertx vertx,
      JobWakes wakes,
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password", defaultValue = "") String password) {
    this.wakes = wakes;
    var options = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
    this.subscriber =
        PgSubscriber.subscriber(vertx, options).reconnectPolicy(retries -> RECONNECT_MILLIS);
  }

  void onStart(@Observes StartupEvent event) {
    subscriber.channel(CHANNEL).subscribeHandler(listening -> wakes.wakeAll()).handler(wakes::wake);
    subscriber
        .connect()
        .onFailure(e -> LOG.warnf("Notifications are not connected yet cause=%s", e.getMessage()));
  }

  void onStop(@Observes ShutdownEvent event) {
    subscriber.close();
  }
}
