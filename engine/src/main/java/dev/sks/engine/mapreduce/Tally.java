package dev.sks.engine.mapreduce;

import dev.sks.engine.mapreduce.TaskTally.Key;
import dev.sks.engine.mapreduce.TaskTally.Stage;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * What the attempt has done, by task: one that runs twice counts once. Spark brings the numbers of
 * finished tasks to the driver before the stage ends, and those of running ones with its
 * heartbeats.
 */
final class Tally extends AccumulatorV2<TaskTally, Map<Key, TaskTally>> {

  private static final long serialVersionUID = 1;

  private final ConcurrentHashMap<Key, TaskTally> tasks = new ConcurrentHashMap<>();

  /** The newest counts, unless the task is done already. */
  @Override
  public void add(TaskTally news) {
    tasks.merge(news.key(), news, (old, newer) -> old.done() && !newer.done() ? old : newer);
  }

  @Override
  public void merge(AccumulatorV2<TaskTally, Map<Key, TaskTally>> other) {
    addAll(other.value().values());
  }

  void addAll(Collection<TaskTally> news) {
    news.forEach(this::add);
  }

  @Override
  public Map<Key, TaskTally> value() {
    return tasks;
  }

  @Override
  public boolean isZero() {
    return tasks.isEmpty();
  }

  @Override
  public void reset() {
    tasks.clear();
  }

  @Override
  public Tally copyAndReset() {
    return new Tally();
  }

  @Override
  public Tally copy() {
    var copy = new Tally();
    copy.tasks.putAll(tasks);
    return copy;
  }

  int done(Stage stage) {
    return (int)
        tasks.values().stream().filter(task -> task.done() && task.key().stage() == stage).count();
  }

  long records() {
    return tasks.values().stream().mapToLong(TaskTally::records).sum();
  }

  long bytes() {
    return tasks.values().stream().mapToLong(TaskTally::bytes).sum();
  }

  /** The sums of all tasks. */
  Map<String, Long> counters() {
    var sums = new ConcurrentHashMap<String, Long>();
    tasks
        .values()
        .forEach(task -> task.counters().forEach((name, n) -> sums.merge(name, n, Long::sum)));
    return sums;
  }
}
