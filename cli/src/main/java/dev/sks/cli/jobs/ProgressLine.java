package dev.sks.cli.jobs;

import dev.sks.cli.client.Json;
import dev.sks.cli.console.Bar;
import dev.sks.cli.console.Text;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The line that tells how a job gets on: state first, then a bar with rate and time to go. */
final class ProgressLine {

  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final int CELLS = 20;

  private record Sample(long nanos, long records, double fraction) {}

  private final Deque<Sample> samples = new ArrayDeque<>();
  private String state = "";
  private String reason = "";
  private Progress progress = Progress.of(Json.object());
  private boolean begun;

  /** Takes a change of the job; a new attempt begins anew. */
  void job(Job job) {
    if (!job.state().equals("Running")) {
      samples.clear();
      begun = false;
    }
    state = job.state();
    reason = Json.text(job.status(), "reason");
  }

  /**
   * @param nanos of the monotonic clock
   */
  void progress(Progress latest, long nanos) {
    progress = latest;
    begun = true;
    samples.addLast(new Sample(nanos, latest.records(), latest.fraction()));
    while (samples.size() > 2 && nanos - samples.peekFirst().nanos() > WINDOW.toNanos()) {
      samples.removeFirst();
    }
  }

  double fraction() {
    return begun ? progress.fraction() : 0;
  }

  String text() {
    if (!begun) {
      return reason.isEmpty() ? state : state + ": " + Text.line(reason);
    }
    return Bar.framed(progress.fraction(), CELLS) + " " + progress.tasks() + pace();
  }

  private String pace() {
    if (samples.size() < 2) {
      return "";
    }
    Sample first = samples.peekFirst();
    Sample last = samples.peekLast();
    double seconds = (last.nanos() - first.nanos()) / 1e9;
    double gain = last.fraction() - first.fraction();
    if (seconds <= 0 || gain <= 0) {
      return "";
    }
    double rate = (last.records() - first.records()) / seconds;
    long left = (long) Math.ceil((1 - last.fraction()) / gain * seconds);
    String eta = Text.duration(Duration.ofSeconds(left));
    return "  " + Text.count(rate) + " records/s  eta " + eta;
  }
}
