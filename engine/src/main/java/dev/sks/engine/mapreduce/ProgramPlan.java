package dev.sks.engine.mapreduce;

import dev.sks.contract.Program;
import dev.sks.engine.worker.WorkerSettings;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the workers are told of the user's program, whose sources are in the scratch folder.
 *
 * @param prefix of the words for map and reduce
 * @param details of the program's kind
 */
record ProgramPlan(String prefix, HashMap<String, Object> details) implements Serializable {

  static ProgramPlan write(Program program, int reducers, WorkerSettings settings)
      throws IOException {
    Path folder = Files.createDirectories(Path.of(settings.sources()));
    var details = new HashMap<String, Object>();
    details.put("sources", settings.sources());
    details.put("reducers", reducers);
    if (program instanceof Program.Streaming streaming) {
      return write(streaming, folder, details);
    }
    return write((Program.Python) program, folder, details);
  }

  private static ProgramPlan write(
      Program.Python python, Path folder, HashMap<String, Object> details) throws IOException {
    Files.writeString(folder.resolve("mapper.py"), python.mapper());
    Files.writeString(folder.resolve("reducer.py"), python.reducer());
    if (python.combiner() != null) {
      Files.writeString(folder.resolve("combiner.py"), python.combiner());
    }
    details.put("combiner", python.combiner() != null);
    return new ProgramPlan("", details);
  }

  private static ProgramPlan write(
      Program.Streaming streaming, Path folder, HashMap<String, Object> details)
      throws IOException {
    for (var file : streaming.files().entrySet()) {
      Path path = Files.writeString(folder.resolve(file.getKey()), file.getValue());
      if (!path.toFile().setExecutable(true)) {
        throw new IOException("can't make a program's file executable name=" + file.getKey());
      }
    }
    details.put("mapperCommand", streaming.mapper());
    details.put("reducerCommand", streaming.reducer());
    if (streaming.combiner() != null) {
      details.put("combinerCommand", streaming.combiner());
    }
    return new ProgramPlan("stream_", details);
  }

  /** A command for a worker. */
  Map<String, Object> command(String what, String scratch) {
    var command = new HashMap<>(details);
    command.put("do", prefix + what);
    command.put("scratch", scratch);
    return command;
  }
}
