package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Api;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Pages;
import dev.sks.cli.client.Paths;
import dev.sks.cli.client.Patience;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The jobs of the API. */
final class JobDoor {

  static final String PATH = "/v1/jobs";

  private static final int LENGTH = 26;
  private static final int LOOKS = 5;
  private static final int SEARCHED = 2_000;

  private final Api api;

  JobDoor(Api api) {
    this.api = api;
  }

  Api api() {
    return api;
  }

  static String path(String id) {
    return PATH + "/" + Paths.segment(id);
  }

  Job get(String id) {
    return new Job(api.json(Call.get(path(id))));
  }

  /** The job once a manager has taken or rejected it; as it is, if that takes seconds. */
  Job answered(Job submitted) {
    Job job = submitted;
    for (int look = 1; look <= LOOKS && job.state().equals("Accepted"); look++) {
      Patience.pause(look);
      job = get(job.id());
    }
    return job;
  }

  /** The whole id of a job given by the id or by the beginning of it, if only one fits. */
  String resolve(String text) {
    if (text.length() >= LENGTH) {
      return text;
    }
    JsonNode recent = Pages.of(api, PATH, Map.of(), SEARCHED);
    List<String> fitting =
        StreamSupport.stream(recent.spliterator(), false)
            .map(job -> Json.text(job, "id"))
            .filter(id -> id.startsWith(text))
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    String title =
        fitting.isEmpty()
            ? "No job's id starts with '" + text + "'"
            : fitting.size() + " jobs' ids start with '" + text + "'";
    throw new CommandFailed(
        fitting.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.USAGE,
        title,
        fitting.stream().limit(5).toList(),
        "See the ids with 'sks jobs'.");
  }
}
