package dev.sks.manager.shards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.RunPolicy;
import dev.sks.embedded.EmbeddedStack;
import dev.sks.manager.Gateway;
import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.GivenEtcd;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.Submission;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two managers on one etcd, of which one does not know that it is over. */
class FenceIT {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final JobKey JOB = new JobKey("acme", "a1k7v0j82ud9u09318p5bcd3d4");
  private static final Submission SUBMISSION =
      new Submission("ann", CLOCK.instant(), Gateway.spec("a.txt", RunPolicy.DEFAULT));

  @TempDir static Path directory;
  private static EmbeddedStack stack;
  private static Etcd etcd;

  @BeforeAll
  static void start() {
    stack = EmbeddedStack.in(directory).withEtcd().start();
    etcd = new Etcd(GivenEtcd.plain(stack.etcd().endpoint()));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void pausedOwnerCannotWriteAfterItsSuccessorTookOver() {
    var store = new JobStore(etcd, new FencedWrites(etcd), CLOCK);
    var paused = new Membership(etcd, CLOCK, "twin", LEASE);
    assertTrue(paused.join());
    OwnedShard before = paused.take(List.of(JOB.shard())).get(0);
    assertTrue(store.create(before, JOB, SUBMISSION, 5));
    var seen = store.find(JOB).orElseThrow();

    var successor = new Membership(etcd, CLOCK, "twin", LEASE);
    assertTrue(successor.join());
    OwnedShard after = successor.take(List.of(JOB.shard())).get(0);

    assertThrows(
        ShardLostException.class,
        () -> store.transition(before, seen, job -> job.phase().cancel("late")));
    assertThrows(ShardLostException.class, () -> store.moveOffset(before, 99));
    var other = new JobKey("acme", "a1k7v0ja0lb15dq5ithc3h619l");
    assertThrows(ShardLostException.class, () -> store.create(before, other, SUBMISSION, 99));
    assertEquals(Optional.of(5L), store.nextOffset(JOB.shard()));

    assertTrue(store.transition(after, seen, job -> job.phase().cancel("mine")).isTaken());
    assertFalse(store.create(after, JOB, SUBMISSION, 6));
    paused.forget();
    assertFalse(paused.join());
  }

  @Test
  void shardHasOneOwner() {
    var one = new Membership(etcd, CLOCK, "one", LEASE);
    var two = new Membership(etcd, CLOCK, "two", LEASE);
    one.join();
    two.join();
    assertEquals(1, one.take(List.of(60)).size());
    assertEquals(List.of(), two.take(List.of(60)));
    one.leave();
    assertEquals(1, two.take(List.of(60)).size());
  }

  @Test
  void listsAreReadPageByPage() {
    var store = new JobStore(etcd, new FencedWrites(etcd), CLOCK);
    var manager = new Membership(etcd, CLOCK, "lists", LEASE);
    manager.join();
    OwnedShard shard = manager.take(List.of(new JobKey("many", "x").shard())).get(0);
    IntStream.range(0, 300)
        .mapToObj(i -> new JobKey("many", "a1k7v0j82ud9u09318p5b%05d".formatted(i)))
        .forEach(key -> store.create(shard, key, SUBMISSION, 1));
    assertEquals(300, store.list(shard.number()).jobs().size());
  }
}
