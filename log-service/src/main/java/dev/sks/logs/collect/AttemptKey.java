package dev.sks.logs.collect;

import dev.sks.logs.ledger.SourceKey;

/** One attempt of a job. */
record AttemptKey(String job, int attempt) {

  static AttemptKey of(SourceKey source) {
    return new AttemptKey(source.job(), source.attempt());
  }

  SourceKey source(String name) {
    return new SourceKey(job, attempt, name);
  }
}
