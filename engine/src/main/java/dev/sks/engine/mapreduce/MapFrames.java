package dev.sks.engine.mapreduce;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import scala.Tuple2;

/** The frames of one map task, pulled from its worker as Spark writes them to the shuffle. */
final class MapFrames implements Iterator<Tuple2<Integer, byte[]>> {

  private static final TypeReference<Map<String, Long>> COUNTERS = new TypeReference<>() {};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkerPool pool;
  private final MapInput input;
  private final FrameSource source;
  private final WorkerTask task;
  private Optional<Frame> next;

  MapFrames(WorkerPool pool, Map<String, ?> command, MapInput input, FrameSource source)
      throws IOException {
    this.pool = pool;
    this.input = input;
    this.source = source;
    this.task = pool.run(command, source);
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

  private void finish() throws IOException {
    source.close();
    var counters = JSON.convertValue(task.result(), COUNTERS);
    pool.tally().add(counters);
    task.finished(counters.get("mapInputRecords"), input.length());
    pool.tally().mapsDone.increment();
  }
}
