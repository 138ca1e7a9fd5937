package dev.sks.engine.mapreduce;

import dev.sks.contract.AttemptProgress;
import dev.sks.contract.AttemptResult;
import dev.sks.contract.AttemptResult.Part;
import dev.sks.contract.AttemptSpec;
import dev.sks.engine.cluster.ExecutorWatch;
import dev.sks.engine.mapreduce.TaskTally.Stage;
import dev.sks.engine.worker.AttemptFailedException;
import dev.sks.engine.worker.WorkerPool;
import dev.sks.engine.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The attempt's work: {@link #start}, {@link #run}, {@link #result}. The tasks run in this JVM or
 * in executors; wherever they do, they find the workers' pool of that JVM by its settings.
 */
public final class MapReduceRun implements AutoCloseable {

  private final AttemptSpec spec;
  private final WorkerSettings settings;
  private final long bytesTotal;
  private final Tally tally = new Tally();
  private final AtomicReference<AttemptFailedException> failure = new AtomicReference<>();
  private JavaSparkContext spark;
  private PartsFolder output;
  private List<Part> parts = List.of();

  public MapReduceRun(AttemptSpec spec) {
    this.spec = spec;
    this.settings =
        new WorkerSettings(
            spec.python(),
            isLocal() ? spec.workers() : spec.executors().slots(),
            spec.workerMemoryBytes(),
            spec.scratchFolder(),
            ProgramPlan.sources(spec.program()));
    this.bytesTotal = spec.tasks().stream().mapToLong(AttemptSpec.Task::length).sum();
  }

  /** Starts Spark, and the workers of this JVM. */
  public void start() {
    try {
      output = new PartsFolder(spec.outputFolder());
      Files.createDirectories(Path.of(spec.scratchFolder()));
      if (isLocal()) {
        WorkerPool.of(settings);
      }
      spark = SparkStart.start(spec);
      spark.sc().register(tally);
      spark.sc().addSparkListener(new RunListener(tally, this::fail));
    } catch (Exception e) {
      // Scala throws checked ones that no Java signature shows.
      throw AttemptFailedException.of(e);
    }
  }

  public void run() {
    if (spec.tasks().isEmpty()) {
      return;
    }
    try (var watch = isLocal() ? null : ExecutorWatch.of(spec.executors(), spark, this::fail)) {
      parts = output.publish(written());
    } catch (Exception e) {
      throw failure.get() == null ? AttemptFailedException.of(e) : failure.get();
    }
  }

  private List<PartWritten> written() {
    var program = ProgramPlan.of(spec.program(), spec.reducers(), settings);
    var inputs = spec.tasks().stream().map(MapInput::of).toList();
    return spark
        .parallelize(inputs, inputs.size())
        .mapPartitionsToPair(new MapStage(settings, program, tally))
        .partitionBy(new ReducerPartitioner(spec.reducers()))
        .mapPartitionsWithIndex(
            new ReduceStage(settings, program, spec.outputFolder(), tally), true)
        .collect();
  }

  /** What {@link #run} made. */
  public AttemptResult result() {
    return new AttemptResult(parts, tally.counters());
  }

  public AttemptProgress progress() {
    return new AttemptProgress(
        tally.done(Stage.MAP),
        spec.tasks().size(),
        tally.done(Stage.REDUCE),
        spec.reducers(),
        tally.records(),
        tally.bytes(),
        bytesTotal);
  }

  /** Ends {@link #run} from another thread. */
  public void cancel() {
    spark.sc().cancelAllJobs();
  }

  private void fail(AttemptFailedException first) {
    if (failure.compareAndSet(null, first)) {
      cancel();
    }
  }

  private boolean isLocal() {
    return spec.executors() == null;
  }

  @Override
  public void close() {
    try {
      if (isLocal()) {
        WorkerPool.close(settings);
      }
    } catch (IOException e) {
      System.err.println("sks: can't remove the workers' socket cause=" + e);
    }
    if (spark != null) {
      spark.stop();
    }
  }
}
