package dev.sks.engine.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.contract.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** One task on a worker: the frames it makes one by one, then its result. */
public final class WorkerTask implements AutoCloseable {

  private final PythonWorker worker;
  private final FrameSource source;
  private final WorkerProgress progress;
  private JsonNode result;

  WorkerTask(
      PythonWorker worker, Map<String, ?> command, FrameSource source, WorkerProgress progress)
      throws IOException {
    this.worker = worker;
    this.source = source;
    this.progress = progress;
    try {
      worker.connection().command(command);
    } catch (IOException e) {
      throw worker.died(e);
    }
  }

  /** The next frame, or empty when the task is done and {@link #result} is there. */
  public Optional<Frame> next() throws IOException {
    while (true) {
      var message = receive();
      switch (message.kind()) {
        case 'F':
          return Optional.of(new Frame(message.reducer(), message.payload()));
        case 'P':
          answer(source.next());
          break;
        case 'S':
          var numbers = ByteBuffer.wrap(message.payload());
          progress.at(numbers.getLong(), numbers.getLong());
          break;
        case 'D':
          result = WorkerConnection.JSON.readTree(message.payload());
          worker.giveBack();
          return Optional.empty();
        default:
          throw new AttemptFailedException(
              WorkerConnection.JSON.readValue(message.payload(), Failure.class));
      }
    }
  }

  /** What the task says at its end. */
  public JsonNode result() {
    return result;
  }

  /** Ends the worker of a task that was not done: it waits for what never comes. */
  @Override
  public void close() {
    if (result == null) {
      worker.discard();
    }
  }

  private WorkerConnection.Message receive() {
    try {
      return worker.connection().next();
    } catch (IOException e) {
      throw worker.died(e);
    }
  }

  private void answer(byte[] bytes) {
    try {
      worker.connection().answer(bytes);
    } catch (IOException e) {
      throw worker.died(e);
    }
  }
}
