package dev.sks.engine.mapreduce;

import com.github.luben.zstd.ZstdInputStream;
import dev.sks.contract.FailureClass;
import dev.sks.engine.worker.AttemptFailedException;
import dev.sks.engine.worker.FrameSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A compressed file, as plain bytes for a worker: Python has no zstd of its own before 3.14. */
final class CompressedInput implements FrameSource {

  private static final int PIECE = 1024 * 1024;

  private final MapInput input;
  private final InputStream plain;

  CompressedInput(MapInput input) throws IOException {
    this.input = input;
    var file = new BufferedInputStream(Files.newInputStream(Path.of(input.path())), PIECE);
    try {
      this.plain = open(file, input.compression());
    } catch (IOException e) {
      file.close();
      throw unreadable(e);
    }
  }

  private static InputStream open(InputStream file, String compression) throws IOException {
    switch (compression) {
      case "gzip":
        return new GZIPInputStream(file, 64 * 1024);
      case "zstd":
        return new ZstdInputStream(file);
      default:
        throw new IOException("unknown compression " + compression);
    }
  }

  @Override
  public byte[] next() {
    try {
      return plain.readNBytes(PIECE);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private AttemptFailedException unreadable(IOException cause) {
    return new AttemptFailedException(
        FailureClass.INPUT, "the input is not whole " + input.compression() + ": " + cause);
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
