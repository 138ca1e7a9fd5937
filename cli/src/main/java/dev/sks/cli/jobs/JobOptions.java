package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Multipart;
import dev.sks.cli.console.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What may be said of a MapReduce job; what isn't said is the server's choice. */
final class JobOptions {

  @Option(names = "--combiner", description = "A third program that combines on the map side.")
  private Optional<String> combiner;

  @Option(
      names = "--streaming",
      description = "MAPPER and REDUCER are command lines of the Hadoop Streaming contract.")
  private boolean streaming;

  @Option(
      names = "--file",
      description = "A file for the folder the command lines run in; may be repeated.")
  private List<String> files = List.of();

  @Option(names = "--name", description = "A label for the job.")
  private Optional<String> name;

  @Option(names = "--workers", paramLabel = "N", description = "Worker processes.")
  private Optional<Integer> workers;

  @Option(names = "--reducers", paramLabel = "N", description = "Parts of the result.")
  private Optional<Integer> reducers;

  @Option(names = "--memory", description = "Of each worker, such as 512Mi.")
  private Optional<String> memory;

  @Option(names = "--cpu", description = "Cores of each worker, such as 500m or 2.")
  private Optional<String> cpu;

  @Option(names = "--label", paramLabel = "KEY=VALUE", description = "May be repeated.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--run-timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "The longest an attempt may run, such as 30m or PT30M.")
  private Optional<Duration> runTimeout;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "Tries after failures that are not the program's.")
  private Optional<Integer> maxAttempts;

  /** The spec without inputs and program. */
  ObjectNode spec() {
    ObjectNode spec = Json.object().put("kind", "mapreduce");
    name.ifPresent(text -> spec.put("name", text));
    workers.ifPresent(number -> spec.put("workers", number));
    reducers.ifPresent(number -> spec.put("reducers", number));
    memory.ifPresent(quantity -> spec.withObject("/worker").put("memory", quantity));
    cpu.ifPresent(quantity -> spec.withObject("/worker").put("cpu", quantity));
    labels.forEach((key, value) -> spec.withObject("/labels").put(key, value));
    runTimeout.ifPresent(time -> spec.withObject("/policy").put("runTimeout", time.toString()));
    maxAttempts.ifPresent(number -> spec.withObject("/policy").put("maxAttempts", number));
    return spec;
  }

  boolean isStreaming() {
    return streaming;
  }

  ObjectNode program(String mapper, String reducer) {
    return streaming ? commands(mapper, reducer) : sources(mapper, reducer);
  }

  /** The program as parts of a form. */
  void programParts(Multipart form, String mapper, String reducer) {
    form.text("mapper", "text/x-python", SourceFile.read(mapper));
    form.text("reducer", "text/x-python", SourceFile.read(reducer));
    combiner.ifPresent(file -> form.text("combiner", "text/x-python", SourceFile.read(file)));
  }

  private ObjectNode sources(String mapper, String reducer) {
    ObjectNode program =
        Json.object()
            .put("type", "python")
            .put("mapper", SourceFile.read(mapper))
            .put("reducer", SourceFile.read(reducer));
    combiner.ifPresent(file -> program.put("combiner", SourceFile.read(file)));
    return program;
  }

  private ObjectNode commands(String mapper, String reducer) {
    ObjectNode program =
        Json.object().put("type", "streaming").put("mapper", mapper).put("reducer", reducer);
    combiner.ifPresent(command -> program.put("combiner", command));
    files.forEach(
        file -> program.withObject("/files").put(SourceFile.name(file), SourceFile.read(file)));
    return program;
  }
}
