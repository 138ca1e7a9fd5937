package dev.sks.auth.tokens;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when there is a key to sign with. */
@Readiness
@Singleton
class SigningKeyCheck implements HealthCheck {

  private final KeyRing ring;

  SigningKeyCheck(KeyRing ring) {
    this.ring = ring;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("signing-key").status(ring.isLoaded()).build();
  }
}
