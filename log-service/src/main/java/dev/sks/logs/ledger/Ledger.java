package dev.sks.logs.ledger;

import dev.sks.contract.Limits;
import dev.sks.contract.LogChunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides, for jobs whose rows are locked, what of each arriving chunk is new. A chunk before the
 * expected offset is a repetition and is cut; one beyond it is taken, because what lies between
 * never came and won't.
 */
public class Ledger {

  static final String LIMIT_LINE =
      "[sks] The log of this job has reached its limit of %d MiB; what came after is dropped.\n"
          .formatted(Limits.JOB_LOG >> 20);

  private final Map<String, JobTally> jobs;
  private final Map<SourceKey, SourceMark> marks;
  private final Set<SourceKey> moved = new HashSet<>();
  private final List<ChunkRow> rows = new ArrayList<>();

  Ledger(Map<String, JobTally> jobs, Map<SourceKey, SourceMark> marks) {
    this.jobs = new HashMap<>(jobs);
    this.marks = new HashMap<>(marks);
  }

  /** Enters a chunk; false if its job belongs to another tenant than it says. */
  public boolean enter(LogChunk chunk) {
    JobTally job = jobs.get(chunk.job());
    if (!belongs(chunk.job(), chunk.tenant())) {
      return false;
    }
    var key = SourceKey.of(chunk);
    SourceMark mark = marks.getOrDefault(key, SourceMark.START);
    Piece fresh = Piece.of(chunk).from(mark.next());
    boolean repeated = mark.ended() && fresh.length() == 0;
    if (!repeated && fresh.text().length > 0 && !job.truncated()) {
      append(job, chunk, fresh);
    }
    SourceMark past = mark.past(chunk);
    if (!past.equals(mark) || !marks.containsKey(key)) {
      marks.put(key, past);
      moved.add(key);
    }
    return true;
  }

  /** Whether a job is the tenant's. */
  public boolean belongs(String job, String tenant) {
    return jobs.get(job).tenant().equals(tenant);
  }

  /** The offset expected next of a source. */
  public long next(SourceKey key) {
    return marks.getOrDefault(key, SourceMark.START).next();
  }

  /** The sources of an attempt seen so far. */
  public Set<String> sources(String job, int attempt) {
    return marks.keySet().stream()
        .filter(key -> key.job().equals(job) && key.attempt() == attempt)
        .map(SourceKey::source)
        .collect(Collectors.toSet());
  }

  private void append(JobTally job, LogChunk chunk, Piece fresh) {
    long room = Limits.JOB_LOG - job.bytes();
    if (fresh.length() <= room) {
      JobTally grown = job.plus(fresh.length());
      jobs.put(job.job(), grown);
      rows.add(ChunkRow.of(chunk, grown.seq(), fresh, fresh.text()));
      return;
    }
    JobTally full = job.atLimit(Limits.JOB_LOG);
    jobs.put(job.job(), full);
    rows.add(ChunkRow.of(chunk, full.seq(), fresh, withLimitLine(fresh.linesWithin(room))));
  }

  private static byte[] withLimitLine(byte[] text) {
    return (new String(text, StandardCharsets.UTF_8) + LIMIT_LINE).getBytes(StandardCharsets.UTF_8);
  }

  List<ChunkRow> rows() {
    return rows;
  }

  /** The jobs with new chunks. */
  Collection<JobTally> grown() {
    var ids = new HashSet<String>();
    rows.forEach(row -> ids.add(row.key().job()));
    return ids.stream().map(jobs::get).toList();
  }

  /** The sources that have moved on or ended. */
  Map<SourceKey, SourceMark> moved() {
    var result = new HashMap<SourceKey, SourceMark>();
    moved.forEach(key -> result.put(key, marks.get(key)));
    return result;
  }
}
