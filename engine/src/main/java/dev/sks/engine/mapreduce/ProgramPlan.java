package dev.sks.engine.mapreduce;

import dev.sks.contract.Program;
import dev.sks.engine.worker.WorkerSettings;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the workers are told of the user's program, whose sources are in the scratch folder. */
record ProgramPlan(int reducers, boolean combiner) implements Serializable {

  static ProgramPlan write(Program program, int reducers, WorkerSettings settings)
      throws IOException {
    Path folder = Files.createDirectories(Path.of(settings.sources()));
    var python = (Program.Python) program;
    Files.writeString(folder.resolve("mapper.py"), python.mapper());
    Files.writeString(folder.resolve("reducer.py"), python.reducer());
    if (python.combiner() != null) {
      Files.writeString(folder.resolve("combiner.py"), python.combiner());
    }
    return new ProgramPlan(reducers, python.combiner() != null);
  }

  Map<String, Object> command(String what, WorkerSettings settings) {
    return Map.of(
        "do", what, "sources", settings.sources(), "reducers", reducers, "combiner", combiner);
  }
}
