package dev.sks.contract;

import java.time.Instant;

/**
 * Consecutive whole lines of one source of a job's log. (job, attempt, source, offset) identifies
 * them: a chunk may come twice, or overlap its predecessor, and is then cut by its offset.
 *
 * @param source {@code stdout} or {@code stderr} of a local attempt; on a cluster {@code driver},
 *     which ends last, and {@code executor-<n>}
 * @param offset of the first byte in the source
 * @param length in bytes of the source (the text may differ where bytes were not UTF-8)
 * @param at when it was read
 * @param text whole lines; the last one may lack its newline if the source ended there
 * @param last whether the source ended with this chunk; its text may then be empty
 */
public record LogChunk(
    String job,
    String tenant,
    int attempt,
    String source,
    long offset,
    long length,
    Instant at,
    String text,
    boolean last) {}
