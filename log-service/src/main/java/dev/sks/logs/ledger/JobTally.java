package dev.sks.logs.ledger;

/**
 * How far a job's log has come.
 *
 * @param bytes taken from all its sources
 * @param seq of its newest chunk
 * @param truncated whether it has reached its limit
 */
record JobTally(String job, String tenant, long bytes, long seq, boolean truncated) {

  JobTally plus(long more) {
    return new JobTally(job, tenant, bytes + more, seq + 1, truncated);
  }

  JobTally atLimit(long limit) {
    return new JobTally(job, tenant, limit, seq + 1, true);
  }
}
