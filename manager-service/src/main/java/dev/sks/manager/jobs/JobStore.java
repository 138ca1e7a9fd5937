package dev.sks.manager.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sks.base.json.BusJson;
import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.Keys;
import dev.sks.manager.shards.FencedWrites;
import dev.sks.manager.shards.OwnedShard;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Jobs in etcd. Every write is one transaction that compares the record's revision; the owner's
 * writes compare its fence too and throw {@code ShardLostException} when it does not hold.
 */
@ApplicationScoped
public class JobStore {

  private static final Logger LOG = Logger.getLogger(JobStore.class);
  private static final int STATUSES_PER_READ = 64;
  private static final long SPEC_CACHE_BYTES = 32L * 1024 * 1024;

  private record Sized(Submission submission, int bytes) {}

  private final Etcd etcd;
  private final FencedWrites writes;
  private final Clock clock;
  private final Cache<JobKey, Sized> submissions =
      Caffeine.newBuilder()
          .maximumWeight(SPEC_CACHE_BYTES)
          .weigher((JobKey key, Sized sized) -> sized.bytes())
          .build();

  public JobStore(Etcd etcd, FencedWrites writes, Clock clock) {
    this.etcd = etcd;
    this.writes = writes;
    this.clock = clock;
  }

  public Optional<VersionedJob> find(JobKey key) {
    return etcd.get(key.status()).flatMap(VersionedJob::of);
  }

  public Optional<Submission> submission(JobKey key) {
    Sized cached = submissions.getIfPresent(key);
    if (cached != null) {
      return Optional.of(cached.submission());
    }
    return etcd.get(key.spec()).map(entry -> remember(key, entry.getValue()));
  }

  private Submission remember(JobKey key, ByteSequence json) {
    try {
      var submission = BusJson.read(json.getBytes(), Submission.class);
      submissions.put(key, new Sized(submission, json.size()));
      return submission;
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable spec of job " + key.id(), e);
    }
  }

  /** The jobs of a shard, and a revision after which a watch misses nothing. */
  public record ShardJobs(List<VersionedJob> jobs, long revision) {}

  public ShardJobs list(int shard) {
    var listing = etcd.list(Keys.jobs(shard), true);
    return new ShardJobs(read(listing), listing.revision());
  }

  /** A tenant's jobs that are not over. */
  public List<VersionedJob> unfinished(String tenant) {
    return read(etcd.list(JobKey.ofTenant(tenant), true)).stream()
        .filter(job -> !job.lifecycle().isTerminal())
        .toList();
  }

  private List<VersionedJob> read(Etcd.Listing listing) {
    List<String> statuses =
        listing.entries().stream()
            .map(entry -> entry.getKey().toString())
            .filter(key -> JobKey.ofStatus(key).isPresent())
            .toList();
    var jobs = new ArrayList<VersionedJob>();
    for (int from = 0; from < statuses.size(); from += STATUSES_PER_READ) {
      var page = statuses.subList(from, Math.min(from + STATUSES_PER_READ, statuses.size()));
      etcd.getAll(page).stream().flatMap(e -> VersionedJob.of(e).stream()).forEach(jobs::add);
    }
    return jobs;
  }

  /** Where the shard's commands go on; empty before the first. */
  public Optional<Long> nextOffset(int shard) {
    return etcd.get(Keys.offset(shard)).map(entry -> Long.valueOf(entry.getValue().toString()));
  }

  public void moveOffset(OwnedShard shard, long next) {
    writes.commit(Optional.of(shard), List.of(), List.of(putOffset(shard, next)));
  }

  /**
   * Creates a job and moves the offset past its command, both or neither.
   *
   * @return false if the job was there already; the offset is then as before
   */
  public boolean create(OwnedShard shard, JobKey key, Submission submission, long nextOffset) {
    var absent = new Cmp(Etcd.bytes(key.status()), Cmp.Op.EQUAL, CmpTarget.version(0));
    var spec = ByteSequence.from(BusJson.write(submission));
    Optional<Long> created =
        writes.commit(
            Optional.of(shard),
            List.of(absent),
            List.of(
                FencedWrites.put(key.spec(), spec),
                FencedWrites.put(key.status(), json(Lifecycle.queued(clock.instant()))),
                putOffset(shard, nextOffset)));
    return created.isPresent();
  }

  /** An event of the shard's owner; refused if the job is not any more as it was seen. */
  public Transition transition(
      OwnedShard shard, VersionedJob seen, Function<Lifecycle, Move> event) {
    return move(Optional.of(shard), seen, event, List.of())
        .orElseGet(() -> new Transition(Move.Kind.REFUSED, Optional.of(seen)));
  }

  /** A command: the offset moves with the change, if there is one. */
  public Transition transition(
      OwnedShard shard, JobKey key, Function<Lifecycle, Move> event, long nextOffset) {
    return transition(Optional.of(shard), key, event, List.of(putOffset(shard, nextOffset)));
  }

  /** An event that any manager may take: an attempt's report. */
  public Transition transition(JobKey key, Function<Lifecycle, Move> event) {
    return transition(Optional.empty(), key, event, List.of());
  }

  private Transition transition(
      Optional<OwnedShard> shard, JobKey key, Function<Lifecycle, Move> event, List<Op> along) {
    while (true) {
      Optional<VersionedJob> found = find(key);
      if (found.isEmpty()) {
        return new Transition(Move.Kind.REFUSED, found);
      }
      Optional<Transition> moved = move(shard, found.get(), event, along);
      if (moved.isPresent()) {
        return moved.get();
      }
    }
  }

  /** Empty if the job changed since it was read. */
  private Optional<Transition> move(
      Optional<OwnedShard> shard,
      VersionedJob job,
      Function<Lifecycle, Move> event,
      List<Op> along) {
    JobKey key = job.key();
    Move move = event.apply(job.lifecycle());
    if (move.kind() != Move.Kind.CHANGED) {
      return Optional.of(new Transition(move.kind(), Optional.of(job)));
    }
    Lifecycle next = job.lifecycle().moved(move, clock.instant());
    var ops = new ArrayList<>(along);
    ops.add(FencedWrites.put(key.status(), json(next)));
    Optional<Long> revision = replace(shard, job, ops);
    revision.ifPresent(
        written ->
            LOG.infof(
                "Job moved job=%s tenant=%s from=%s to=%s attempt=%d generation=%d",
                key.id(),
                key.tenant(),
                job.lifecycle().phase().word().word(),
                next.phase().word().word(),
                next.phase().attempt(),
                next.generation()));
    return revision.map(
        written -> new Transition(move.kind(), Optional.of(new VersionedJob(key, next, written))));
  }

  /** Remembers that attempts up to this one have left nothing behind. */
  public boolean markCleaned(OwnedShard shard, VersionedJob job, int attempt) {
    var status = json(job.lifecycle().cleanedUpTo(attempt));
    return replace(Optional.of(shard), job, List.of(FencedWrites.put(job.key().status(), status)))
        .isPresent();
  }

  /** Removes a job, unless it changed since it was read. */
  public boolean delete(OwnedShard shard, VersionedJob job) {
    submissions.invalidate(job.key());
    return replace(
            Optional.of(shard),
            job,
            List.of(
                Op.delete(Etcd.bytes(job.key().spec()), DeleteOption.DEFAULT),
                Op.delete(Etcd.bytes(job.key().status()), DeleteOption.DEFAULT)))
        .isPresent();
  }

  private Optional<Long> replace(Optional<OwnedShard> shard, VersionedJob job, List<Op> ops) {
    var unchanged =
        new Cmp(
            Etcd.bytes(job.key().status()), Cmp.Op.EQUAL, CmpTarget.modRevision(job.revision()));
    return writes.commit(shard, List.of(unchanged), ops);
  }

  private static Op putOffset(OwnedShard shard, long next) {
    return FencedWrites.put(Keys.offset(shard.number()), Etcd.bytes(Long.toString(next)));
  }

  private static ByteSequence json(Lifecycle lifecycle) {
    return ByteSequence.from(BusJson.write(lifecycle));
  }
}
