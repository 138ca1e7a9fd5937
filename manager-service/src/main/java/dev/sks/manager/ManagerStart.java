package dev.sks.manager;

import dev.sks.manager.bus.ManagerTopics;
import dev.sks.manager.commands.CommandConsumer;
import dev.sks.manager.shards.ShardOwnership;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Starts the work once Kafka's topics are there, whatever starts first. Ready means that etcd and
 * Kafka were reached and the shards are shared out.
 */
@Readiness
@ApplicationScoped
public class ManagerStart implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(ManagerStart.class);
  private static final long AGAIN_MILLIS = 500;

  private final ManagerTopics topics;
  private final ShardOwnership ownership;
  private final CommandConsumer commands;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sks-start"));
  private volatile String waitsFor = "the start";

  public ManagerStart(ManagerTopics topics, ShardOwnership ownership, CommandConsumer commands) {
    this.topics = topics;
    this.ownership = ownership;
    this.commands = commands;
  }

  void begin(@Observes StartupEvent event) {
    thread.execute(this::begin);
  }

  private void begin() {
    try {
      topics.ensure();
    } catch (RuntimeException e) {
      String why = String.valueOf(e.getMessage());
      if (!why.equals(waitsFor)) {
        LOG.warnf("Not started yet: %s", why);
      }
      waitsFor = why;
      thread.schedule(() -> begin(), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    waitsFor = "";
    commands.start();
    ownership.start();
  }

  @Override
  public HealthCheckResponse call() {
    boolean ready = waitsFor.isEmpty() && ownership.isSettled();
    return HealthCheckResponse.named("shards")
        .status(ready)
        .withData("waitsFor", ready ? "nothing" : waitsFor.isEmpty() ? "etcd" : waitsFor)
        .build();
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
