package dev.sks.cli.jobs;

import dev.sks.cli.console.Console;
import java.io.PrintWriter;

/** Shows a job's progress: one line drawn over and over on a terminal, plain lines elsewhere. */
final class Watcher {

  private static final double STEP = 0.1;

  private final PrintWriter to;
  private final boolean redraws;
  private final ProgressLine line = new ProgressLine();
  private String shownState = "";
  private double shownFraction;
  private String drawn = "";

  private Watcher(PrintWriter to, boolean redraws) {
    this.to = to;
    this.redraws = redraws;
  }

  static Watcher onOut(Console console) {
    return new Watcher(console.out(), console.outIsTerminal());
  }

  static Watcher onErr(Console console) {
    return new Watcher(console.err(), console.errIsTerminal());
  }

  /** Shows the job until it has ended, and returns it as it ended. */
  Job untilEnd(JobDoor door, String id) {
    var farewell = new Thread(() -> to.println("\nThe job goes on; see 'sks watch " + id + "'."));
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      return new JobEvents(door, id).follow(this::job, this::progress);
    } finally {
      Runtime.getRuntime().removeShutdownHook(farewell);
      clear();
    }
  }

  private void job(Job job) {
    line.job(job);
    boolean changed = !job.state().equals(shownState);
    shownState = job.state();
    show(changed && !job.hasEnded());
  }

  private void progress(Progress progress) {
    line.progress(progress, System.nanoTime());
    boolean far = line.fraction() >= shownFraction + STEP;
    shownFraction = far ? line.fraction() : Math.min(shownFraction, line.fraction());
    show(far);
  }

  private void show(boolean worthALine) {
    String text = line.text();
    if (redraws && !text.equals(drawn)) {
      to.print("\r" + text + "\u001b[K");
      drawn = text;
    } else if (!redraws && worthALine) {
      to.println(text);
    }
    to.flush();
  }

  private void clear() {
    if (redraws && !drawn.isEmpty()) {
      to.print("\r\u001b[K");
      to.flush();
    }
  }
}
