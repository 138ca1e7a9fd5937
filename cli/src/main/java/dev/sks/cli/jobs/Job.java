package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Json;
import java.util.Map;

/** A job as the server sent it, and how to read it. */
record Job(JsonNode json) {

  private static final Map<String, ExitCode> ENDS =
      Map.of(
          "Succeeded", ExitCode.OK,
          "Failed", ExitCode.FAILED,
          "Rejected", ExitCode.FAILED,
          "Cancelled", ExitCode.CANCELLED);

  String id() {
    return Json.text(json, "id");
  }

  String name() {
    return Json.text(spec(), "name");
  }

  String state() {
    return Json.text(status(), "state");
  }

  JsonNode spec() {
    return json.path("spec");
  }

  JsonNode status() {
    return json.path("status");
  }

  JsonNode failure() {
    return status().path("failure");
  }

  boolean hasEnded() {
    return ENDS.containsKey(state());
  }

  /** What the job's end means for who waited for it. */
  ExitCode exitCode() {
    return ENDS.getOrDefault(state(), ExitCode.OK);
  }
}
