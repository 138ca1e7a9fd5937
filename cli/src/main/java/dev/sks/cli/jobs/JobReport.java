package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.client.ApiProblem;
import dev.sks.cli.client.Json;
import dev.sks.cli.console.Console;
import dev.sks.cli.console.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;

/** A job, told to a person. */
final class JobReport {

  private JobReport() {}

  static void print(Job job, Console console) {
    JsonNode status = job.status();
    field(console, "Job", job.id());
    field(console, "Name", job.name());
    field(console, "State", job.state());
    field(console, "Reason", Json.text(status, "reason"));
    field(console, "Attempt", Json.text(status, "attempt"));
    field(console, "Inputs", joined(job.spec().path("inputs")));
    field(console, "Workers", Json.text(job.spec(), "workers"));
    field(console, "Submitted", submission(job.json()));
    field(console, "Started", Json.text(status, "startedAt"));
    field(console, "Finished", Json.text(status, "finishedAt"));
    field(console, "Retried at", Json.text(status, "retryAt"));
    JsonNode progress = job.json().path("progress");
    if (progress.isObject() && !job.hasEnded()) {
      field(console, "Progress", Progress.of(progress).tasks());
    }
    field(console, "Results", results(status.path("results")));
    why(job, console);
  }

  /** Why it failed or was rejected, if it was. */
  static void why(Job job, Console console) {
    JsonNode failure = job.failure();
    if (failure.isObject() && !job.state().equals("Succeeded")) {
      field(
          console, "Failure", Json.text(failure, "failure") + ": " + Json.text(failure, "message"));
      indented(console, Json.text(failure, "traceback"));
    }
    JsonNode problem = job.status().path("problem");
    if (problem.isObject()) {
      field(console, "Problem", Json.text(problem, "title"));
      ApiProblem.details(problem).forEach(line -> indented(console, line));
    }
  }

  /** One line about a job that has ended. */
  static String end(Job job) {
    JsonNode status = job.status();
    String started = Json.text(status, "startedAt");
    String finished = Json.text(status, "finishedAt");
    String time =
        started.isEmpty() || finished.isEmpty()
            ? ""
            : " in "
                + Text.duration(Duration.between(Instant.parse(started), Instant.parse(finished)));
    String results = results(status.path("results"));
    return job.state() + time + (results.isEmpty() ? "" : ": " + results);
  }

  private static String results(JsonNode results) {
    if (!results.isObject()) {
      return "";
    }
    return "%,d records, %s in %d parts"
        .formatted(
            results.path("records").asLong(),
            Text.bytes(results.path("bytes").asLong()),
            results.path("parts").size());
  }

  private static String submission(JsonNode job) {
    return Json.text(job, "submittedAt") + " by " + Json.text(job, "submittedBy");
  }

  private static String joined(JsonNode texts) {
    var joined = new StringJoiner(", ");
    texts.forEach(text -> joined.add(text.asText()));
    return joined.toString();
  }

  private static void field(Console console, String name, String value) {
    if (!value.isEmpty()) {
      console.say("%-11s %s".formatted(name, value));
    }
  }

  private static void indented(Console console, String text) {
    text.lines().forEach(line -> console.say("  " + line));
  }
}
