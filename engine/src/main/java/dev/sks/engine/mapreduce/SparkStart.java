package dev.sks.engine.mapreduce;

import dev.sks.contract.AttemptSpec;
import dev.sks.engine.cluster.ClusterConf;
import java.io.IOException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A Spark that starts quickly: in this JVM alone, or with executors in pods. */
final class SparkStart {

  private SparkStart() {}

  static JavaSparkContext start(AttemptSpec spec) throws IOException {
    return new JavaSparkContext(
        spec.executors() == null
            ? local(spec)
            : ClusterConf.add(spec.executors(), common(spec), spec.scratchFolder()));
  }

  private static SparkConf local(AttemptSpec spec) {
    return common(spec)
        .setMaster("local[" + spec.workers() + "]")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        // The user's error would be the same the next time; the manager retries the rest.
        .set("spark.task.maxFailures", "1")
        .set("spark.executor.heartbeatInterval", "500ms");
  }

  private static SparkConf common(AttemptSpec spec) {
    return new SparkConf(false)
        .setAppName("sks-" + spec.job() + "-" + spec.attempt())
        .set("spark.local.dir", spec.scratchFolder())
        .set("spark.ui.enabled", "false")
        .set("spark.ui.showConsoleProgress", "false")
        .set("spark.eventLog.enabled", "false")
        .set("spark.metrics.staticSources.enabled", "false")
        // Frames go to disk one by one, whatever the number of reducers, and no stream keeps
        // hold of those it has passed on.
        .set("spark.shuffle.sort.bypassMergeThreshold", "1024")
        .set("spark.serializer.objectStreamReset", "1");
  }
}
