package dev.sks.logs.ledger;

import dev.sks.contract.LogChunk;

/**
 * Up to where a source is kept.
 *
 * @param next the offset expected next
 */
record SourceMark(long next, boolean ended) {

  static final SourceMark START = new SourceMark(0, false);

  SourceMark past(LogChunk chunk) {
    return new SourceMark(Math.max(next, chunk.offset() + chunk.length()), ended || chunk.last());
  }
}
