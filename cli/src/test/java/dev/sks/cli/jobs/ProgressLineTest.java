package dev.sks.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.cli.client.Json;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private static Job job(String state) {
    return new Job(Json.readLeniently("{\"status\":{\"state\":\"" + state + "\"}}"));
  }

  @Test
  void tellsRateAndTimeToGo() {
    var line = new ProgressLine();
    line.job(job("Queued"));
    assertEquals("Queued", line.text());
    line.job(job("Running"));
    line.progress(new Progress(0, 18, 0, 2, 0, 0, 1000), 0);
    line.progress(new Progress(9, 18, 0, 2, 2_400_000, 500, 1000), 2_000_000_000L);
    assertEquals(
        "▕█████████           ▏ map 9/18  reduce 0/2  1.2 M records/s  eta 3 s", line.text());
  }

  @Test
  void anotherAttemptBeginsAnew() {
    var line = new ProgressLine();
    line.job(job("Running"));
    line.progress(new Progress(9, 18, 0, 2, 1, 500, 1000), 0);
    line.job(job("Retrying"));
    assertEquals("Retrying", line.text());
    assertEquals(0, line.fraction());
  }
}
