package dev.sks.engine.worker;

/** Who is told how far a worker's task is. */
@FunctionalInterface
public interface WorkerProgress {

  WorkerProgress NOBODY = (records, bytes) -> {};

  /** Input records and bytes of the task so far. */
  void at(long records, long bytes);
}
