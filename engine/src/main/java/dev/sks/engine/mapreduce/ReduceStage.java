package dev.sks.engine.mapreduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.engine.worker.WorkerPool;
import dev.sks.engine.worker.WorkerSettings;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.Function2;
import scala.Tuple2;

/** Streams the frames of one reducer to a worker, which merges them and writes the part. */
final class ReduceStage
    implements Function2<Integer, Iterator<Tuple2<Integer, byte[]>>, Iterator<PartWritten>> {

  private static final long serialVersionUID = 1;
  private static final byte[] END = new byte[0];

  private final WorkerSettings settings;
  private final ProgramPlan program;
  private final String output;

  ReduceStage(WorkerSettings settings, ProgramPlan program, String output) {
    this.settings = settings;
    this.program = program;
    this.output = output;
  }

  @Override
  public Iterator<PartWritten> call(Integer reducer, Iterator<Tuple2<Integer, byte[]>> frames)
      throws IOException {
    var pool = WorkerPool.of(settings);
    if (!frames.hasNext()) {
      pool.tally().reducesDone.increment();
      return List.<PartWritten>of().iterator();
    }
    var command = program.command("reduce", settings.scratchFolder() + "/spill-" + reducer);
    command.put("reducer", reducer);
    command.put("output", output);
    var task = pool.run(command, () -> frames.hasNext() ? frames.next()._2() : END);
    if (task.next().isPresent()) {
      throw new IllegalStateException("a reduce task sent a frame");
    }
    JsonNode result = task.result();
    result
        .get("counters")
        .properties()
        .forEach(
            counter -> pool.tally().add(Map.of(counter.getKey(), counter.getValue().asLong())));
    pool.tally().reducesDone.increment();
    var part =
        new PartWritten(
            reducer,
            result.get("name").asText(),
            result.get("records").asLong(),
            result.get("bytes").asLong());
    return List.of(part).iterator();
  }
}
