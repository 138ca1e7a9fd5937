package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Multipart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What may be said of a MapReduce job; what isn't said is the server's choice. */
final class JobOptions {

  @Option(names = "--combiner", description = "A third program that combines on the map side.")
  private String combiner = "";

  @Option(
      names = "--streaming",
      description = "MAPPER and REDUCER are command lines of the Hadoop Streaming contract.")
  private boolean streaming;

  @Option(
      names = "--file",
      description = "A file for the folder the command lines run in; may be repeated.")
  private List<String> files = List.of();

  @Option(names = "--name", description = "A label for the job.")
  private String name = "";

  @Option(names = "--workers", paramLabel = "N", description = "Worker processes.")
  private Integer workers;

  @Option(names = "--reducers", paramLabel = "N", description = "Parts of the result.")
  private Integer reducers;

  @Option(names = "--memory", description = "Of each worker, such as 512Mi.")
  private String memory = "";

  @Option(names = "--cpu", description = "Cores of each worker, such as 500m or 2.")
  private String cpu = "";

  @Option(names = "--label", paramLabel = "KEY=VALUE", description = "May be repeated.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--run-timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "The longest an attempt may run, such as 30m or PT30M.")
  private Duration runTimeout;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "Tries after failures that are not the program's.")
  private Integer maxAttempts;

  /** The spec without inputs and program. */
  ObjectNode spec() {
    ObjectNode spec = Json.object().put("kind", "mapreduce");
    if (!name.isEmpty()) {
      spec.put("name", name);
    }
    if (workers != null) {
      spec.put("workers", workers);
    }
    if (reducers != null) {
      spec.put("reducers", reducers);
    }
    if (!memory.isEmpty()) {
      spec.withObject("/worker").put("memory", memory);
    }
    if (!cpu.isEmpty()) {
      spec.withObject("/worker").put("cpu", cpu);
    }
    labels.forEach(spec.withObject("/labels")::put);
    if (runTimeout != null) {
      spec.withObject("/policy").put("runTimeout", runTimeout.toString());
    }
    if (maxAttempts != null) {
      spec.withObject("/policy").put("maxAttempts", maxAttempts);
    }
    return spec;
  }

  ObjectNode program(String mapper, String reducer) {
    return streaming ? commands(mapper, reducer) : sources(mapper, reducer);
  }

  /** The program as parts of a form. */
  void programParts(Multipart form, String mapper, String reducer) {
    form.text("mapper", "text/x-python", SourceFile.read(mapper));
    form.text("reducer", "text/x-python", SourceFile.read(reducer));
    if (!combiner.isEmpty()) {
      form.text("combiner", "text/x-python", SourceFile.read(combiner));
    }
  }

  private ObjectNode sources(String mapper, String reducer) {
    ObjectNode program =
        Json.object()
            .put("type", "python")
            .put("mapper", SourceFile.read(mapper))
            .put("reducer", SourceFile.read(reducer));
    return combiner.isEmpty() ? program : program.put("combiner", SourceFile.read(combiner));
  }

  private ObjectNode commands(String mapper, String reducer) {
    ObjectNode program =
        Json.object().put("type", "streaming").put("mapper", mapper).put("reducer", reducer);
    if (!combiner.isEmpty()) {
      program.put("combiner", combiner);
    }
    files.forEach(
        file -> program.withObject("/files").put(SourceFile.name(file), SourceFile.read(file)));
    return program;
  }
}
