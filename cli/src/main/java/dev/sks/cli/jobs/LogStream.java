package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Api;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Paths;
import dev.sks.cli.client.Patience;
import dev.sks.cli.console.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A job's log as it comes. A followed one is taken up where it was when the connection is lost. */
final class LogStream {

  private static final int LOSSES = 30;

  private final Api api;
  private final String path;
  private final Map<String, String> query;
  private final boolean resumes;
  private String lastTime = "";
  private int linesOfLastTime;
  private int losses;

  LogStream(Api api, String path, Map<String, String> query, boolean resumes) {
    this.api = api;
    this.path = path;
    this.query = new LinkedHashMap<>(query);
    this.resumes = resumes;
  }

  void printTo(Console console) {
    while (!readTo(console)) {
      Patience.pause(losses);
      if (!lastTime.isEmpty()) {
        query.put("since", lastTime);
        query.put("tail", "");
      }
    }
  }

  /** Whether the log came to its end. */
  private boolean readTo(Console console) {
    Call call = Call.get(Paths.query(path, query)).with("Accept", "application/x-ndjson");
    int known = linesOfLastTime;
    String knownTime = lastTime;
    try (var stream = api.open(call);
        var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode entry = Json.readLeniently(line);
        losses = 0;
        if (known > 0 && Json.text(entry, "at").equals(knownTime)) {
          known--;
          continue;
        }
        print(entry, console);
        if (console.out().checkError()) {
          return true;
        }
      }
      return true;
    } catch (IOException e) {
      giveUpOrGoOn(new CommandFailed(ExitCode.UNREACHABLE, "The log broke off: " + e, ""));
    } catch (CommandFailed e) {
      giveUpOrGoOn(e);
    }
    return false;
  }

  private void giveUpOrGoOn(CommandFailed failure) {
    losses++;
    if (!resumes || losses > LOSSES || failure.exitCode() != ExitCode.UNREACHABLE) {
      throw failure;
    }
  }

  private void print(JsonNode entry, Console console) {
    String time = Json.text(entry, "at");
    linesOfLastTime = time.equals(lastTime) ? linesOfLastTime + 1 : 1;
    lastTime = time;
    console.say(Json.text(entry, "text"));
  }
}
