package dev.sks.ui.readmodel;

import dev.sks.base.stores.PostgresChannel;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/** Hears what any gateway's projection NOTIFYs. */
@ApplicationScoped
public class JobNotifications {

  /** The channel; the payload is a job's id. */
  static final String CHANNEL = "sks_jobs";

  private final JobWakes wakes;
  private final PostgresChannel channel;

  JobNotifications(Vertx vertx, Config config, JobWakes wakes) {
    this.wakes = wakes;
    this.channel = new PostgresChannel(vertx, config, CHANNEL);
  }

  void onStart(@Observes StartupEvent event) {
    channel.listen(wakes::wakeAll, wakes::wake);
  }

  void onStop(@Observes ShutdownEvent event) {
    channel.close();
  }
}
