package dev.sks.engine.mapreduce;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.engine.mapreduce.TaskTally.Key;
import dev.sks.engine.mapreduce.TaskTally.Stage;
import dev.sks.engine.worker.FrameSource;
import dev.sks.engine.worker.WorkerPool;
import dev.sks.engine.worker.WorkerProgress;
import dev.sks.engine.worker.WorkerSettings;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import scala.Tuple2;

/** Streams the frames of one reducer to a worker, which merges them and writes the part. */
final class ReduceStage
    implements Function2<Integer, Iterator<Tuple2<Integer, byte[]>>, Iterator<PartWritten>> {

  private static final long serialVersionUID = 1;
  private static final byte[] END = new byte[0];
  private static final TypeReference<Map<String, Long>> COUNTERS = new TypeReference<>() {};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkerSettings settings;
  private final ProgramPlan program;
  private final String output;
  private final Tally tally;

  ReduceStage(WorkerSettings settings, ProgramPlan program, String output, Tally tally) {
    this.settings = settings;
    this.program = program;
    this.output = output;
    this.tally = tally;
  }

  @Override
  public Iterator<PartWritten> call(Integer reducer, Iterator<Tuple2<Integer, byte[]>> frames)
      throws IOException {
    var key = new Key(Stage.REDUCE, reducer);
    if (!frames.hasNext()) {
      tally.add(TaskTally.done(key, 0, 0, Map.of()));
      return List.<PartWritten>of().iterator();
    }
    long run = TaskContext.get().taskAttemptId();
    var command = program.command("reduce", settings.scratchFolder() + "/spill-" + run);
    command.put("reducer", reducer);
    command.put("output", output);
    var result = reduce(command, () -> frames.hasNext() ? frames.next()._2() : END);
    tally.add(TaskTally.done(key, 0, 0, JSON.convertValue(result.get("counters"), COUNTERS)));
    var part =
        new PartWritten(
            reducer,
            result.get("file").asText(),
            result.get("records").asLong(),
            result.get("bytes").asLong());
    return List.of(part).iterator();
  }

  private JsonNode reduce(Map<String, ?> command, FrameSource source) throws IOException {
    try (var task = WorkerPool.of(settings).run(command, source, WorkerProgress.NOBODY)) {
      if (task.next().isPresent()) {
        throw new IllegalStateException("a reduce task sent a frame");
      }
      return task.result();
    }
  }
}
