package dev.sks.ui.bus;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Jobs can be taken once there are topics to put them into. */
@Readiness
@ApplicationScoped
class TopicsReady implements HealthCheck {

  private final BusTopics topics;

  TopicsReady(BusTopics topics) {
    this.topics = topics;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("topics").status(topics.areThere()).build();
  }
}
