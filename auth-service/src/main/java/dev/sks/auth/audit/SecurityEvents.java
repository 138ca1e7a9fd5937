package dev.sks.auth.audit;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * What happens to accounts by nobody's administration: a line of the log says to which, a counter
 * is there to alert on.
 */
@ApplicationScoped
public class SecurityEvents {

  private static final Logger LOG = Logger.getLogger(SecurityEvents.class);

  private final MeterRegistry meters;

  SecurityEvents(MeterRegistry meters) {
    this.meters = meters;
  }

  public void refreshTokenReused(String session) {
    LOG.warnf("Refresh token used again, its session ended session=%s", session);
    count("refresh-token-reused");
  }

  /** The name is what somebody typed, and maybe no user's. */
  public void accountLocked(String account) {
    LOG.warnf("Account waits after wrong attempts account=%s", account);
    count("account-locked");
  }

  public void passwordChanged(String user) {
    LOG.infof("Password changed user=%s", user);
    count("password-changed");
  }

  private void count(String event) {
    meters.counter("sks.auth.security.events", "event", event).increment();
  }
}
