package dev.sks.manager.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.stores.Brokers;
import dev.sks.contract.FailureClass;
import dev.sks.contract.JobIds;
import dev.sks.contract.JobState;
import dev.sks.contract.JobStatus;
import dev.sks.contract.RunPolicy;
import dev.sks.embedded.EmbeddedStack;
import dev.sks.manager.Gateway;
import dev.sks.manager.HandCrankedClock;
import dev.sks.manager.ScriptedLauncher;
import dev.sks.manager.attempts.AttemptSecrets;
import dev.sks.manager.bus.Bus;
import dev.sks.manager.data.DataStores;
import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.GivenEtcd;
import dev.sks.manager.etcd.Keys;
import dev.sks.manager.jobs.JobFeed;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.Submission;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.outbox.Outbox;
import dev.sks.manager.shards.FencedWrites;
import dev.sks.manager.shards.OwnedShard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of attempts by what their environment says, in the time of a test's clock. */
class JobReconcilerIT {

  private static final Duration START = RunPolicy.DEFAULT.startTimeout();
  private static final int RECORD_BYTES = 1024 * 1024;

  @TempDir static Path folder;
  private static final AtomicInteger tenants = new AtomicInteger();
  private static EmbeddedStack stack;
  private static Etcd etcd;

  private final HandCrankedClock clock = new HandCrankedClock();
  private final ScriptedLauncher launcher = new ScriptedLauncher();
  private final JobStore store = new JobStore(etcd, new FencedWrites(etcd), clock);
  private final JobKey job = new JobKey("t" + tenants.incrementAndGet(), JobIds.next(0));
  private JobReconciler reconciler;
  private OwnedShard shard;

  @BeforeAll
  static void startStores() {
    stack = EmbeddedStack.in(folder.resolve("stack")).withEtcd().withKafka().start();
    etcd = new Etcd(GivenEtcd.plain(stack.etcd().endpoint()));
  }

  @AfterAll
  static void stopStores() {
    stack.close();
  }

  @BeforeEach
  void take() throws IOException {
    var writes = new FencedWrites(etcd);
    var owner = List.of(FencedWrites.put(Keys.owner(job.shard()), Etcd.bytes("manager")));
    long fence = writes.commit(Optional.empty(), List.of(), owner).orElseThrow();
    shard = new OwnedShard(job.shard(), fence, clock.instant());
    var bus = new Bus(new Brokers(stack.kafka().bootstrapServers()), RECORD_BYTES);
    var outbox = new Outbox(etcd, store, writes, bus, new JobFeed(etcd, store, List.of()));
    var removal = new JobRemoval(store, DataStores.in(folder.resolve("data")), outbox, clock);
    reconciler = new JobReconciler(store, launcher, new AttemptSecrets(etcd), removal, clock, 1);
    launcher.setFull(true);
    submit(job);
  }

  @Test
  void aRefusedAttemptWaitsAndThenHasItsWholeStartTimeout() {
    look(job);
    look(job);
    clock.pass(START.multipliedBy(3));
    look(job);
    assertEquals(JobState.STARTING, status().state());
    assertEquals(1, status().attempt());
    assertEquals("exceeded quota", status().reason());

    launcher.setFull(false);
    look(job);
    assertTrue(launcher.isStarted(new AttemptRef(job.tenant(), job.id(), 1)));
    assertNull(status().reason());
    clock.pass(START);
    look(job);
    assertEquals(JobState.STARTING, status().state());
    clock.pass(Duration.ofSeconds(1));
    look(job);
    assertEquals(FailureClass.START_DEADLINE, status().failure().failure());
  }

  @Test
  void aRefusalIsTriedAgainMoreAndMoreRarelyForADay() {
    look(job);
    Duration first = look(job).again().orElseThrow();
    Duration second = look(job).again().orElseThrow();
    assertTrue(second.compareTo(first) > 0, first + ", then " + second);
    clock.pass(Duration.ofDays(1));
    look(job);
    assertEquals(JobState.STARTING, status().state());
    clock.pass(Duration.ofSeconds(1));
    look(job);
    assertEquals(FailureClass.INFRASTRUCTURE, status().failure().failure());
    assertEquals("exceeded quota", status().failure().message());
  }

  @Test
  void aRefusedJobKeepsNobodyWaiting() {
    var other = new JobKey(job.tenant(), JobIds.next(0));
    submit(other);
    look(job);
    assertEquals(List.of(), look(other).others());
    assertEquals(List.of(other), look(job).others());
    launcher.setFull(false);
    look(other);
    look(other);
    assertTrue(launcher.isStarted(new AttemptRef(other.tenant(), other.id(), 1)));
    look(job);
    assertFalse(launcher.isStarted(new AttemptRef(job.tenant(), job.id(), 1)));
  }

  @Test
  void anAttemptIsAskedForBeforeItIsLost() {
    launcher.setFull(false);
    look(job);
    look(job);
    var attempt = new AttemptRef(job.tenant(), job.id(), 1);
    store.transition(job, current -> current.phase().claim(1));
    launcher.unhear(attempt);
    look(job);
    look(job);
    assertEquals(JobState.RUNNING, status().state());
    launcher.forget(attempt);
    look(job);
    assertEquals(FailureClass.LOST, status().failure().failure());
  }

  private void submit(JobKey key) {
    var submission =
        new Submission("ann", clock.instant(), Gateway.spec("a.txt", RunPolicy.DEFAULT));
    store.create(shard, key, submission, 1);
  }

  private JobReconciler.Look look(JobKey key) {
    return reconciler.look(shard, key);
  }

  private JobStatus status() {
    return store.find(job).orElseThrow().lifecycle().toStatus();
  }
}
