package dev.sks.engine.mapreduce;

import org.apache.spark.Partitioner;

/** A frame's key is its reducer's number. */
final class ReducerPartitioner extends Partitioner {

  private static final long serialVersionUID = 1;

  private final int reducers;

  ReducerPartitioner(int reducers) {
    this.reducers = reducers;
  }

  @Override
  public int numPartitions() {
    return reducers;
  }

  @Override
  public int getPartition(Object key) {
    return (Integer) key;
  }
}
