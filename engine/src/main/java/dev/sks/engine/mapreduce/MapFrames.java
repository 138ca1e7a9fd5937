package dev.sks.engine.mapreduce;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.engine.mapreduce.TaskTally.Key;
import dev.sks.engine.mapreduce.TaskTally.Stage;
import dev.sks.engine.worker.Frame;
import dev.sks.engine.worker.FrameSource;
import dev.sks.engine.worker.WorkerPool;
import dev.sks.engine.worker.WorkerTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import scala.Tuple2;

/** The frames of one map task, pulled from its worker as Spark writes them to the shuffle. */
final class MapFrames implements Iterator<Tuple2<Integer, byte[]>> {

  private static final TypeReference<Map<String, Long>> COUNTERS = new TypeReference<>() {};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MapInput input;
  private final Tally tally;
  private final Key key;
  private final FrameSource source;
  private final WorkerTask task;
  private Optional<Frame> next;

  MapFrames(
      WorkerPool pool, Map<String, ?> command, MapInput input, FrameSource source, Tally tally)
      throws IOException {
    this.input = input;
    this.tally = tally;
    this.key = new Key(Stage.MAP, TaskContext.getPartitionId());
    this.source = source;
    this.task =
        pool.run(
            command, source, (records, bytes) -> tally.add(TaskTally.running(key, records, bytes)));
    TaskContext.get().addTaskCompletionListener(this::ended);
    this.next = advance();
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  @Override
  public Tuple2<Integer, byte[]> next() {
    var frame = next.orElseThrow(NoSuchElementException::new);
    next = advance();
    return new Tuple2<>(frame.reducer(), frame.bytes());
  }

  private Optional<Frame> advance() {
    try {
      var frame = task.next();
      if (frame.isEmpty()) {
        finish();
      }
      return frame;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void finish() {
    var counters = JSON.convertValue(task.result(), COUNTERS);
    tally.add(TaskTally.done(key, counters.get("mapInputRecords"), input.length(), counters));
  }

  private void ended(TaskContext context) {
    task.close();
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
