package dev.sks.contract;

import java.time.Duration;
import java.util.List;

/** The topics of the bus, declared once; the service that produces to a topic creates it. */
public final class Topics {

  /**
   * A topic.
   *
   * @param partitions fixed for the life of the topic
   * @param retention how long records stay; of a compacted topic, how long a tombstone stays
   * @param compacted whether only the newest record of a key is kept
   */
  public record Topic(String name, int partitions, Duration retention, boolean compacted) {}

  public static final String COMMANDS_NAME = "sks.commands";
  public static final String COMMAND_ANSWERS_NAME = "sks.command-answers";
  public static final String DEAD_LETTERS_NAME = "sks.dead-letters";
  public static final String JOB_EVENTS_NAME = "sks.job-events";
  public static final String JOB_PROGRESS_NAME = "sks.job-progress";
  public static final String JOB_LOGS_NAME = "sks.job-logs";
  public static final String POD_LOGS_NAME = "sks.pod-logs";
  public static final String COLLECTED_LOGS_NAME = "sks.collected-logs";
  public static final String COLLECTED_LOGS_KEPT_NAME = "sks.collected-logs-kept";
  public static final String TENANTS_NAME = "sks.tenants";
  public static final String REVOCATIONS_NAME = "sks.revocations";
  public static final String AUDIT_NAME = "sks.audit";

  /**
   * Gateway to manager. {@link Command}, keyed by job; partition = {@link Shards#of} the tenant.
   */
  public static final Topic COMMANDS =
      new Topic(COMMANDS_NAME, Shards.COUNT, Duration.ofDays(7), false);

  /** Manager to gateways. {@link CommandAnswer}, keyed by job. */
  public static final Topic COMMAND_ANSWERS =
      new Topic(COMMAND_ANSWERS_NAME, 8, Duration.ofDays(1), false);

  /** What could not be read or applied. {@link DeadLetter}, keyed as the original. */
  public static final Topic DEAD_LETTERS =
      new Topic(DEAD_LETTERS_NAME, 1, Duration.ofDays(30), false);

  /** Manager to gateways. {@link JobStateChanged}, keyed by job. */
  public static final Topic JOB_EVENTS = new Topic(JOB_EVENTS_NAME, 16, Duration.ofDays(1), true);

  /** Manager to gateways, lossy. {@link JobProgress}, keyed by job. */
  public static final Topic JOB_PROGRESS =
      new Topic(JOB_PROGRESS_NAME, 8, Duration.ofHours(1), false);

  /** Manager to log-service. {@link LogChunk}, keyed by job. */
  public static final Topic JOB_LOGS = new Topic(JOB_LOGS_NAME, 16, Duration.ofDays(2), false);

  /**
   * Collectors on the nodes to log-service, which makes it: lines of the pods of attempts as the
   * runtime wrote them, in OTLP's JSON. A pod's come in one partition.
   */
  public static final Topic POD_LOGS = new Topic(POD_LOGS_NAME, 16, Duration.ofDays(2), false);

  /** Manager to log-service. {@link CollectedLog}, keyed by job. */
  public static final Topic COLLECTED_LOGS =
      new Topic(COLLECTED_LOGS_NAME, 8, Duration.ofDays(2), false);

  /** Log-service to managers. {@link CollectedLogKept}, keyed by job. */
  public static final Topic COLLECTED_LOGS_KEPT =
      new Topic(COLLECTED_LOGS_KEPT_NAME, 1, Duration.ofHours(1), false);

  /** Auth to manager. {@link TenantState}, keyed by tenant. */
  public static final Topic TENANTS = new Topic(TENANTS_NAME, 1, Duration.ofDays(1), true);

  /**
   * Auth to all services. {@link SessionEnded}, keyed by session; it stays longer than any access
   * token.
   */
  public static final Topic REVOCATIONS =
      new Topic(REVOCATIONS_NAME, 1, Duration.ofHours(2), false);

  /** Auth to whoever listens. {@link AuditEvent}, keyed by the tenant it is about, or {@code -}. */
  public static final Topic AUDIT = new Topic(AUDIT_NAME, 1, Duration.ofDays(30), false);

  public static final List<Topic> ALL =
      List.of(
          COMMANDS,
          COMMAND_ANSWERS,
          DEAD_LETTERS,
          JOB_EVENTS,
          JOB_PROGRESS,
          JOB_LOGS,
          POD_LOGS,
          COLLECTED_LOGS,
          COLLECTED_LOGS_KEPT,
          TENANTS,
          REVOCATIONS,
          AUDIT);

  private Topics() {}
}
