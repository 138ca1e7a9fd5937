package dev.sks.engine.mapreduce;

import dev.sks.contract.AttemptProgress;
import dev.sks.contract.AttemptResult;
import dev.sks.contract.AttemptSpec;
import dev.sks.engine.worker.AttemptFailedException;
import dev.sks.engine.worker.WorkerPool;
import dev.sks.engine.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The attempt's work: {@link #start}, {@link #run}, {@link #result}. All of it is in this JVM: the
 * workers' pool and the tally are found by the tasks where they run.
 */
public final class MapReduceRun implements AutoCloseable {

  private final AttemptSpec spec;
  private final WorkerSettings settings;
  private final long bytesTotal;
  private WorkerPool pool;
  private JavaSparkContext spark;
  private List<PartWritten> parts = List.of();

  public MapReduceRun(AttemptSpec spec) {
    this.spec = spec;
    this.settings =
        new WorkerSettings(
            spec.python(), spec.workers(), spec.workerMemoryBytes(), spec.scratchFolder());
    this.bytesTotal = spec.tasks().stream().mapToLong(AttemptSpec.Task::length).sum();
  }

  /** Starts the workers and Spark. */
  public void start() {
    try {
      Files.createDirectories(Path.of(spec.outputFolder()));
      Files.createDirectories(Path.of(spec.scratchFolder()));
      pool = WorkerPool.start(settings);
      spark = SparkStart.start(spec);
    } catch (IOException | RuntimeException e) {
      throw AttemptFailedException.of(e);
    }
  }

  public void run() {
    if (spec.tasks().isEmpty()) {
      return;
    }
    try {
      var program = ProgramPlan.write(spec.program(), spec.reducers(), settings);
      var inputs = spec.tasks().stream().map(MapInput::of).toList();
      parts =
          spark
              .parallelize(inputs, inputs.size())
              .mapPartitionsToPair(new MapStage(settings, program))
              .partitionBy(new ReducerPartitioner(spec.reducers()))
              .mapPartitionsWithIndex(new ReduceStage(settings, program, spec.outputFolder()), true)
              .collect();
    } catch (Exception e) {
      throw AttemptFailedException.of(e);
    }
  }

  /** What {@link #run} made. */
  public AttemptResult result() {
    var ordered = parts.stream().sorted(Comparator.comparing(PartWritten::reducer));
    var written = ordered.filter(part -> part.records() > 0).map(PartWritten::part).toList();
    return new AttemptResult(written, pool.tally().counters());
  }

  public AttemptProgress progress() {
    var tally = pool.tally();
    return new AttemptProgress(
        tally.mapsDone.intValue(),
        spec.tasks().size(),
        tally.reducesDone.intValue(),
        spec.reducers(),
        tally.records.sum(),
        tally.bytes.sum(),
        bytesTotal);
  }

  /** Ends {@link #run} from another thread. */
  public void cancel() {
    spark.sc().cancelAllJobs();
  }

  @Override
  public void close() {
    try {
      if (pool != null) {
        pool.close();
      }
    } catch (IOException e) {
      System.err.println("sks: can't remove the workers' socket cause=" + e);
    }
    if (spark != null) {
      spark.stop();
    }
  }
}
