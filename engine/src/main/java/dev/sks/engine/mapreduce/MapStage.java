package dev.sks.engine.mapreduce;

import dev.sks.contract.FailureClass;
import dev.sks.engine.worker.AttemptFailedException;
import dev.sks.engine.worker.FrameSource;
import dev.sks.engine.worker.WorkerPool;
import dev.sks.engine.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/** Runs the map tasks of a partition on a worker and yields its frames as they come. */
final class MapStage implements PairFlatMapFunction<Iterator<MapInput>, Integer, byte[]> {

  private static final long serialVersionUID = 1;

  private final WorkerSettings settings;
  private final ProgramPlan program;
  private final Tally tally;

  MapStage(WorkerSettings settings, ProgramPlan program, Tally tally) {
    this.settings = settings;
    this.program = program;
    this.tally = tally;
  }

  @Override
  public Iterator<Tuple2<Integer, byte[]>> call(Iterator<MapInput> inputs) throws IOException {
    if (!inputs.hasNext()) {
      return Collections.emptyIterator();
    }
    var input = inputs.next();
    check(input);
    var command = program.command("map", settings.scratchFolder() + "/sort");
    var pool = WorkerPool.of(settings);
    if (input.isPlain()) {
      command.put("path", input.path());
      command.put("offset", input.offset());
      command.put("length", input.length());
      return new MapFrames(pool, command, input, FrameSource.NONE, tally);
    }
    return new MapFrames(pool, command, input, new CompressedInput(input), tally);
  }

  private static void check(MapInput input) throws IOException {
    Path path = Path.of(input.path());
    if (!Files.isRegularFile(path)) {
      throw new AttemptFailedException(
          FailureClass.INPUT, "the input " + path.getFileName() + " went away");
    }
    long end = input.offset() + input.length();
    long size = Files.size(path);
    if (input.isPlain() ? size < end : size != end) {
      throw new AttemptFailedException(
          FailureClass.INPUT,
          "the input " + path.getFileName() + " changed: it has " + size + " bytes, not " + end);
    }
  }
}
