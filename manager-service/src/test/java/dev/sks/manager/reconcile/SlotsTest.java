package dev.sks.manager.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.manager.jobs.JobKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private final JobKey a1 = new JobKey("a", "1");
  private final JobKey a2 = new JobKey("a", "2");
  private final JobKey a3 = new JobKey("a", "3");
  private final JobKey b1 = new JobKey("b", "1");
  private final Slots slots = new Slots(1);

  @Test
  void tenantsTakeTurns() {
    assertTrue(slots.take(a1));
    assertTrue(slots.take(a1));
    assertFalse(slots.take(a2));
    assertFalse(slots.take(a3));
    assertFalse(slots.take(b1));
    assertEquals(List.of(a2), slots.release(a1));
    assertEquals(List.of(b1), slots.release(a2));
    assertEquals(List.of(a3), slots.release(b1));
    assertEquals(List.of(), slots.release(a3));
    assertTrue(slots.take(b1));
  }

  @Test
  void jobThatRunsCountsThoughThereIsNoRoom() {
    slots.take(a1);
    slots.hold(b1);
    assertFalse(slots.take(a2));
    assertEquals(List.of(), slots.release(a1));
    assertEquals(List.of(a2), slots.release(b1));
  }

  @Test
  void jobThatEndsWhileItWaitsIsNotServed() {
    slots.take(a1);
    slots.take(a2);
    slots.take(b1);
    slots.release(a2);
    assertEquals(List.of(b1), slots.release(a1));
  }

  @Test
  void jobsOfALostShardMakeRoom() {
    slots.take(a1);
    slots.take(a2);
    slots.take(b1);
    assertEquals(List.of(b1), slots.releaseAll(job -> job.tenant().equals("a")));
  }
}
