package dev.sks.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JobIdsTest {

  @Test
  void idsAreValidAndStartWithALetter() {
    LongStream.of(0, 1_700_000_000_000L, System.currentTimeMillis(), 15_000_000_000_000L)
        .mapToObj(JobIds::next)
        .forEach(
            id -> {
              assertTrue(JobIds.isValid(id), id);
              assertTrue(Character.isLetter(id.charAt(0)), id);
            });
  }

  @Test
  void idsAreOrderedByTime() {
    long[] times = {0, 1, 31, 32, 1_700_000_000_000L, 1_700_000_000_001L, 15_000_000_000_000L};
    for (int i = 1; i < times.length; i++) {
      assertTrue(JobIds.next(times[i - 1]).compareTo(JobIds.next(times[i])) < 0, "at " + i);
    }
  }

  @Test
  void whatIsNotAnId() {
    assertFalse(JobIds.isValid(null));
    assertFalse(JobIds.isValid("0" + "a".repeat(25)));
    assertFalse(JobIds.isValid("a".repeat(25)));
    assertFalse(JobIds.isValid("a".repeat(24) + "/x"));
  }
}
