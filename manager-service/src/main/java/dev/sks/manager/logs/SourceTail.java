package dev.sks.manager.logs;

import dev.sks.contract.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads on in one growing file from where it was shipped to. For one thread. */
final class SourceTail {

  /** How much more than its limit a file may hold before it is cut back. */
  private static final long SLACK = 1024 * 1024;

  private final Path file;
  private final long limit;
  private long offset;
  private boolean done;

  /**
   * @param offset up to which everything is shipped
   * @param done whether that was all
   * @param limit bytes that are shipped at most
   */
  SourceTail(Path file, long offset, boolean done, long limit) {
    this.file = file;
    this.offset = offset;
    this.done = done;
    this.limit = limit;
  }

  /**
   * The next piece, the same one until it is {@link #shipped}; empty if there is none yet.
   *
   * @param ended whether nobody writes any more
   */
  Optional<Piece> next(boolean ended) throws IOException {
    var options = StandardOpenOption.READ;
    try (var channel = FileChannel.open(file, options, StandardOpenOption.WRITE)) {
      long size = channel.size();
      if (size > limit + SLACK) {
        // Whoever writes appends, so this frees the disk; one byte more tells that there was more.
        channel.truncate(limit + 1);
      }
      if (done) {
        return Optional.empty();
      }
      return offset >= limit && size > limit
          ? cutOff()
          : read(channel, Math.min(size, limit), ended);
    } catch (NoSuchFileException e) {
      return ended && !done ? Optional.of(new Piece(offset, 0, "", true)) : Optional.empty();
    }
  }

  private Optional<Piece> read(FileChannel channel, long size, boolean ended) throws IOException {
    int room = (int) Math.min(Limits.LOG_CHUNK, size - offset);
    var bytes = new byte[Math.max(0, room)];
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
      // Until the room is full or the file ends.
    }
    int count = LineCutter.fit(bytes, buffer.position(), Limits.LOG_CHUNK);
    boolean all = offset + count >= size;
    boolean atLimit = offset + count >= limit;
    boolean full = !all || atLimit || count == Limits.LOG_CHUNK;
    boolean last = ended && all && channel.size() <= limit;
    int taken = LineCutter.take(bytes, count, full, last || atLimit && all);
    if (taken == 0 && !last) {
      return Optional.empty();
    }
    return Optional.of(new Piece(offset, taken, LineCutter.text(bytes, taken), last));
  }

  private Optional<Piece> cutOff() {
    String note = "\n[the log was cut here: more than " + limit + " bytes]\n";
    int length = note.getBytes(StandardCharsets.UTF_8).length;
    return Optional.of(new Piece(offset, length, note, true));
  }

  /** The piece has arrived. */
  void shipped(Piece piece) {
    offset = piece.end();
    done = piece.last();
  }

  long offset() {
    return offset;
  }

  boolean isDone() {
    return done;
  }
}
