package dev.sks.logs.ledger;

import dev.sks.contract.LogChunk;
import dev.sks.logs.store.ChunkText;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A chunk to be inserted.
 *
 * @param size of the text in bytes of UTF-8
 * @param packed the text, compressed
 */
record ChunkRow(SourceKey key, long seq, LogChunk chunk, Piece piece, int size, byte[] packed) {

  static ChunkRow of(LogChunk chunk, long seq, Piece piece, byte[] text) {
    return new ChunkRow(SourceKey.of(chunk), seq, chunk, piece, text.length, ChunkText.pack(text));
  }

  Tuple tuple() {
    return Tuple.from(
        List.of(
            key.job(),
            seq,
            key.attempt(),
            key.source(),
            chunk.at().atOffset(ZoneOffset.UTC),
            piece.offset(),
            piece.length(),
            size,
            Buffer.buffer(packed)));
  }
}
