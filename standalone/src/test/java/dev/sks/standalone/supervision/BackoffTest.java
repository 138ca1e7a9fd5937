package dev.sks.standalone.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesWhileAProcessDiesYoungUpToALimit() {
    Backoff backoff = new Backoff();
    Duration first = backoff.delay();
    backoff = backoff.after(Duration.ofSeconds(1));
    assertEquals(first.multipliedBy(2), backoff.delay());
    for (int deaths = 0; deaths < 20; deaths++) {
      backoff = backoff.after(Duration.ZERO);
    }
    assertEquals(Duration.ofSeconds(30), backoff.delay());
  }

  @Test
  void startsAnewAfterALongLife() {
    Backoff tired = new Backoff().after(Duration.ZERO).after(Duration.ZERO);
    assertEquals(new Backoff(), tired.after(Duration.ofMinutes(2)));
  }
}
