package dev.sks.engine.mapreduce;

import dev.sks.contract.AttemptResult.Part;
import java.io.Serializable;

/** A reducer's part, in a form that Spark can send. */
record PartWritten(int reducer, String name, long records, long bytes) implements Serializable {

  Part part() {
    return new Part(name, records, bytes);
  }
}
