package dev.sks.base.revocation;

import static org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RevocationsReadyTest {

  private final AtomicBoolean read = new AtomicBoolean();
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final RevocationsReady ready =
      new RevocationsReady(read::get, clock.withZone(ZoneOffset.UTC));

  @Test
  void aServiceWaitsUntilItKnowsWhichSessionsEnded() {
    assertEquals(DOWN, ready.call().getStatus());
    read.set(true);
    assertEquals(UP, ready.call().getStatus());
  }

  @Test
  void anOutageOfKafkaDoesNotKeepItFromItsWork() {
    now = now.plus(RevocationsReady.PATIENCE).minus(Duration.ofSeconds(1));
    assertEquals(DOWN, ready.call().getStatus());
    now = now.plusSeconds(1);
    assertEquals(UP, ready.call().getStatus());
  }
}
