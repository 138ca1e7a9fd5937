package dev.sks.cli.console;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that shows, on a terminal, how much of it has been read. */
public final class Transfer extends FilterInputStream {

  private static final long NANOS_BETWEEN = 100_000_000;
  private static final int CELLS = 20;

  private final Console console;
  private final String name;
  private final long size;
  private final long start = System.nanoTime();
  private long shown = start;
  private long read;

  /**
   * @param size in bytes, or negative where it is not known
   */
  public Transfer(InputStream bytes, Console console, String name, long size) {
    super(bytes);
    this.console = console;
    this.name = Text.line(name);
    this.size = size;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int got = super.read(buffer, offset, length);
    count(Math.max(0, got));
    return got;
  }

  private void count(int more) {
    read += more;
    long now = System.nanoTime();
    if (console.errIsTerminal() && now - shown > NANOS_BETWEEN) {
      shown = now;
      double rate = read / ((now - start) / 1e9);
      String bar = size > 0 ? Bar.framed((double) read / size, CELLS) + " " : "";
      String line = bar + Text.bytes(read) + "  " + Text.bytes((long) rate) + "/s  " + name;
      console.err().print("\r" + line + "\u001b[K");
      console.err().flush();
    }
  }

  /** Takes the line away. The stream beneath belongs to who opened it. */
  @Override
  public void close() {
    if (shown != start) {
      console.err().print("\r\u001b[K");
      console.err().flush();
    }
  }
}
