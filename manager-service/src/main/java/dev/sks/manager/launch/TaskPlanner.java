package dev.sks.manager.launch;

import dev.sks.contract.AttemptSpec.Task;
import dev.sks.manager.data.Compression;
import dev.sks.manager.data.HeldInput;
import dev.sks.manager.data.Split;
import java.util.ArrayList;
import java.util.List;

/** Joins the splits of a job's inputs into map tasks. */
public final class TaskPlanner {

  private static final long LEAST = 1024L * 1024;
  private static final long MOST = 64 * LEAST;

  /** Enough for the workers to end at about the same time, few enough to cost nothing. */
  private static final int TASKS_PER_WORKER = 4;

  private TaskPlanner() {}

  /** The tasks in input order; none if there is nothing to read. */
  public static List<Task> plan(List<HeldInput> inputs, int workers) {
    long total = 0;
    for (HeldInput input : inputs) {
      total += sizeOf(input.splits());
    }
    long target = Math.max(LEAST, Math.min(MOST, total / ((long) workers * TASKS_PER_WORKER)));
    var tasks = new ArrayList<Task>();
    for (HeldInput input : inputs) {
      if (input.compression() == Compression.NONE) {
        join(input, target, tasks);
      } else if (!input.splits().isEmpty()) {
        tasks.add(task(input, 0, sizeOf(input.splits())));
      }
    }
    return tasks;
  }

  private static void join(HeldInput input, long target, List<Task> tasks) {
    long offset = 0;
    long length = 0;
    for (Split split : input.splits()) {
      length += split.length();
      if (length >= target) {
        tasks.add(task(input, offset, length));
        offset += length;
        length = 0;
      }
    }
    if (length > 0) {
      tasks.add(task(input, offset, length));
    }
  }

  private static long sizeOf(List<Split> splits) {
    return splits.stream().mapToLong(Split::length).sum();
  }

  private static Task task(HeldInput input, long offset, long length) {
    return new Task(input.file().toString(), offset, length, input.compression().word());
  }
}
