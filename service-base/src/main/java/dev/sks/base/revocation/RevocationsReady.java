package dev.sks.base.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * A service that has just started first learns which sessions have ended. It does not wait for
 * ever: without Kafka tokens live out their minutes.
 */
@Readiness
@ApplicationScoped
class RevocationsReady implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(RevocationsReady.class);

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BooleanSupplier read;
  private final Clock clock;
  private final Instant patientUntil;
  private final AtomicBoolean warned = new AtomicBoolean();

  @Inject
  RevocationsReady(RevocationListener listener) {
    this(listener::isRead, Clock.systemUTC());
  }

  RevocationsReady(BooleanSupplier read, Clock clock) {
    this.read = read;
    this.clock = clock;
    this.patientUntil = clock.instant().plus(PATIENCE);
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("revocations").status(isReady()).build();
  }

  private boolean isReady() {
    if (read.getAsBoolean()) {
      return true;
    }
    if (clock.instant().isBefore(patientUntil)) {
      return false;
    }
    if (!warned.getAndSet(true)) {
      LOG.warnf("Ready without knowing which sessions have ended patience=%s", PATIENCE);
    }
    return true;
  }
}
