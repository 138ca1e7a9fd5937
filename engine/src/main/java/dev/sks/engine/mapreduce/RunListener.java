package dev.sks.engine.mapreduce;

import dev.sks.engine.worker.AttemptFailedException;
import java.util.Collection;
import java.util.function.Consumer;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** Hears of running tasks' counts, and of failures that no other run of the task can mend. */
final class RunListener extends SparkListener {

  private final Tally tally;
  private final Consumer<AttemptFailedException> onFinalFailure;

  RunListener(Tally tally, Consumer<AttemptFailedException> onFinalFailure) {
    this.tally = tally;
    this.onFinalFailure = onFinalFailure;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (var task : CollectionConverters.asJava(update.accumUpdates())) {
      for (var info : CollectionConverters.asJava(task._4())) {
        if (info.id() == tally.id() && info.update().isDefined()) {
          addAll(info.update().get());
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void addAll(Object tasks) {
    tally.addAll((Collection<TaskTally>) ((java.util.Map<?, ?>) tasks).values());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof ExceptionFailure thrown) {
      OptionConverters.toJava(thrown.exception())
          .flatMap(AttemptFailedException::known)
          .filter(failure -> !failure.failure().failure().isRetried())
          .ifPresent(onFinalFailure);
    }
  }
}
