package dev.sks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.contract.AttemptSpec;
import dev.sks.contract.AttemptSpec.Task;
import dev.sks.contract.Program;
import dev.sks.engine.attempt.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An attempt to be run in a folder of its own. */
final class Job {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String COUNT_WORDS =
      "def mapper(words):\n    return [(word, 1) for word in words]\n";
  static final String SUM =
      "def reducer(entries):\n    return {key: sum(values) for key, values in entries.items()}\n";

  final AttemptsDoor door;
  final Path folder;
  private final List<Task> tasks = new ArrayList<>();
  private Program program = new Program.Python(COUNT_WORDS, SUM, null);
  private long memory = 256L * 1024 * 1024;

  Job(AttemptsDoor door, Path folder) {
    this.door = door;
    this.folder = folder;
  }

  Job program(Program program) {
    this.program = program;
    return this;
  }

  Job mapper(String source) {
    return program(new Program.Python(source, SUM, null));
  }

  Job memory(long bytes) {
    this.memory = bytes;
    return this;
  }

  Job input(String text) throws IOException {
    return input(text.getBytes(StandardCharsets.UTF_8), "none");
  }

  Job input(byte[] bytes, String compression) throws IOException {
    Path file = Files.write(folder.resolve("input-" + tasks.size()), bytes);
    tasks.add(new Task(file.toString(), 0, bytes.length, compression));
    return this;
  }

  Job task(Task task) {
    tasks.add(task);
    return this;
  }

  ExitCode run() throws IOException {
    return Main.run(write().toString());
  }

  /** The attempt's file. */
  Path write() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    var spec =
        new AttemptSpec(
            "j0",
            "t0",
            1,
            List.of(door.url()),
            token.toString(),
            program,
            tasks,
            2,
            3,
            memory,
            folder.resolve("out").toString(),
            folder.resolve("scratch").toString(),
            "python3",
            null);
    Path file = folder.resolve(AttemptSpec.FILE);
    JSON.writeValue(file.toFile(), spec);
    return file;
  }

  JsonNode failure() throws IOException {
    return JSON.readTree(door.bodies("failure").get(0));
  }

  JsonNode counters() throws IOException {
    return JSON.readTree(door.bodies("commit").get(0)).get("counters");
  }

  /** The committed results: key and value as JSON. */
  Map<String, String> results() throws IOException {
    var results = new LinkedHashMap<String, String>();
    for (JsonNode part : JSON.readTree(door.bodies("commit").get(0)).get("parts")) {
      for (String line : Files.readAllLines(folder.resolve("out/" + part.get("name").asText()))) {
        var result = JSON.readTree(line);
        if (results.put(result.get("key").toString(), result.get("value").toString()) != null) {
          throw new AssertionError("twice: " + line);
        }
      }
    }
    return results;
  }
}
