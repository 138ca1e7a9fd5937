package dev.sks.standalone;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells a person what happens, a calm line a step. */
public final class Narrator {
  private final PrintWriter out;
  private String step = "";
  private long began;

  public Narrator(PrintWriter out) {
    this.out = out;
  }

  public synchronized void begin(String what) {
    step = what;
    began = System.nanoTime();
  }

  public synchronized void done() {
    say(String.format("  %-42s %s", step, seconds(Duration.ofNanos(System.nanoTime() - began))));
  }

  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
