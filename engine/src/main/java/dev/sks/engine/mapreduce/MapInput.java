package dev.sks.engine.mapreduce;

import dev.sks.contract.AttemptSpec.Task;
import java.io.Serializable;

/** A map task's range, in a form that Spark can send. */
record MapInput(String path, long offset, long length, String compression) implements Serializable {

  static MapInput of(Task task) {
    return new MapInput(task.path(), task.offset(), task.length(), task.compression());
  }

  boolean isPlain() {
    return compression == null || compression.equals("none");
  }
}
