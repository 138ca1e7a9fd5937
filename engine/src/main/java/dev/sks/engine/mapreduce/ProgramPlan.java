package dev.sks.engine.mapreduce;

import dev.sks.contract.Program;
import dev.sks.engine.worker.WorkerSettings;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * What the workers are told of the user's program, whose sources are where their settings say.
 *
 * @param prefix of the words for map and reduce
 * @param details of the program's kind
 */
record ProgramPlan(String prefix, HashMap<String, Object> details) implements Serializable {

  static ProgramPlan of(Program program, int reducers, WorkerSettings settings) {
    var details = new HashMap<String, Object>();
    details.put("sources", settings.program());
    details.put("reducers", reducers);
    if (program instanceof Program.Streaming streaming) {
      details.put("mapperCommand", streaming.mapper());
      details.put("reducerCommand", streaming.reducer());
      if (streaming.combiner() != null) {
        details.put("combinerCommand", streaming.combiner());
      }
      return new ProgramPlan("stream_", details);
    }
    details.put("combiner", ((Program.Python) program).combiner() != null);
    return new ProgramPlan("", details);
  }

  /** The program's files by name. */
  static HashMap<String, String> sources(Program program) {
    if (program instanceof Program.Streaming streaming) {
      return new HashMap<>(streaming.files());
    }
    var python = (Program.Python) program;
    var sources = new HashMap<String, String>();
    sources.put("mapper.py", python.mapper());
    sources.put("reducer.py", python.reducer());
    if (python.combiner() != null) {
      sources.put("combiner.py", python.combiner());
    }
    return sources;
  }

  /** A command for a worker. */
  Map<String, Object> command(String what, String scratch) {
    var command = new HashMap<>(details);
    command.put("do", prefix + what);
    command.put("scratch", scratch);
    return command;
  }
}
