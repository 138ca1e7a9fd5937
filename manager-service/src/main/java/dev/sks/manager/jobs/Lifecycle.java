package dev.sks.manager.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sks.contract.JobStatus;
import dev.sks.contract.JobStatus.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A job's status as etcd keeps it.
 *
 * @param generation grows by one with every change of phase
 * @param since when the phase began
 * @param reason one sentence for people, or null
 * @param startedAt when the first attempt claimed itself, or null
 * @param cleaned attempts up to this number have left nothing behind; no part of the outcome, so it
 *     does not touch the generation
 * @param history the latest changes, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lifecycle(
    Phase phase,
    long generation,
    Instant since,
    String reason,
    Instant startedAt,
    int cleaned,
    List<Change> history) {

  private static final int REASON = 200;

  public Lifecycle {
    history = List.copyOf(history);
  }

  public static Lifecycle queued(Instant now) {
    var phase = new Phase.Queued();
    return new Lifecycle(
        phase, 1, now, null, null, 0, List.of(new Change(1, phase.word(), 0, now, null)));
  }

  Lifecycle moved(Move move, Instant now) {
    Phase next = move.to();
    var changes = new ArrayList<>(history);
    changes.add(
        new Change(generation + 1, next.word(), next.attempt(), now, shorten(move.reason())));
    int surplus = Math.max(0, changes.size() - JobStatus.HISTORY);
    boolean firstClaim = startedAt == null && next instanceof Phase.Running;
    return new Lifecycle(
        next,
        generation + 1,
        next.equals(phase) ? since : now,
        move.reason(),
        firstClaim ? now : startedAt,
        cleaned,
        changes.subList(surplus, changes.size()));
  }

  Lifecycle cleanedUpTo(int attempt) {
    return new Lifecycle(phase, generation, since, reason, startedAt, attempt, history);
  }

  @JsonIgnore
  public boolean isTerminal() {
    return phase.word().isTerminal();
  }

  /** The last attempt that is over; what it left is to be removed. */
  @JsonIgnore
  public int lastDeadAttempt() {
    return phase.isActive() ? phase.attempt() - 1 : phase.attempt();
  }

  @JsonIgnore
  public boolean isClean() {
    return cleaned >= lastDeadAttempt();
  }

  /** The status as the other rooms see it. */
  public JobStatus toStatus() {
    return new JobStatus(
        phase.word(),
        phase.attempt(),
        generation,
        since,
        reason,
        startedAt,
        isTerminal() ? since : null,
        phase.accept(Facts.RETRY_AT),
        phase.accept(Facts.FAILURE),
        null,
        phase.accept(Facts.RESULTS),
        history);
  }

  private static String shorten(String reason) {
    return reason == null || reason.length() <= REASON ? reason : reason.substring(0, REASON) + "…";
  }
}
