package dev.sks.logs.ledger;

import dev.sks.contract.LogChunk;

/** One source of one attempt. */
public record SourceKey(String job, int attempt, String source) {

  static SourceKey of(LogChunk chunk) {
    return new SourceKey(chunk.job(), chunk.attempt(), chunk.source());
  }
}
