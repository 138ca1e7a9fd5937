package dev.sks.contract;

import java.time.Instant;
import java.util.Map;

/**
 * An attempt whose pods' logs are read by collectors on the nodes, not by the manager. Said when
 * its first pod is there, and again, until {@link CollectedLogKept} answers, when no more pods of
 * it come. Its pods are {@code sks-<job>-<attempt>}, the driver, and {@code
 * sks-<job>-<attempt>-exec-<n>}; of pods with these names in other namespaces nothing is taken.
 *
 * @param namespace where its pods are
 * @param ended whether no more pods come
 * @param lastLines if it has ended, the stamp of the last line of each source where that is known;
 *     what other sources printed comes within moments or not at all. Empty before.
 */
public record CollectedLog(
    String job,
    String tenant,
    int attempt,
    String namespace,
    boolean ended,
    Map<String, Instant> lastLines) {}
