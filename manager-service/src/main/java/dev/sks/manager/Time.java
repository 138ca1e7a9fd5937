package dev.sks.manager;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock, injected so that tests can turn it. */
class Time {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
