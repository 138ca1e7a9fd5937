package dev.sks.manager.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.AttemptSpec.Task;
import dev.sks.manager.data.Compression;
import dev.sks.manager.data.HeldInput;
import dev.sks.manager.data.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskPlannerTest {

  private static final long MIB = 1024 * 1024;

  @Test
  void givesEveryWorkerAFewTasks() {
    List<Task> tasks = TaskPlanner.plan(List.of(input("a", Compression.NONE, 100)), 2);
    assertEquals(8, tasks.size());
    assertCovers(tasks, 100 * MIB);
  }

  @Test
  void keepsTasksOfABigInputWithinBounds() {
    List<Task> tasks = TaskPlanner.plan(List.of(input("a", Compression.NONE, 4096)), 2);
    assertTrue(tasks.stream().allMatch(task -> task.length() <= 65 * MIB));
    assertCovers(tasks, 4096 * MIB);
  }

  @Test
  void neverJoinsFilesAndKeepsTheirOrder() {
    var inputs =
        List.of(
            input("a", Compression.NONE, 1),
            input("b", Compression.GZIP, 1),
            input("c", Compression.NONE, 0),
            input("d", Compression.ZSTD, 1));
    List<Task> tasks = TaskPlanner.plan(inputs, 1);
    assertEquals(List.of("a", "b", "d"), tasks.stream().map(Task::path).toList());
    assertEquals(List.of("none", "gzip", "zstd"), tasks.stream().map(Task::compression).toList());
  }

  @Test
  void plansNothingForNothing() {
    assertEquals(List.of(), TaskPlanner.plan(List.of(input("a", Compression.NONE, 0)), 4));
  }

  private static HeldInput input(String name, Compression compression, int mebibytes) {
    var splits = new ArrayList<Split>();
    for (int i = 0; i < mebibytes; i++) {
      splits.add(new Split(i * MIB, MIB, 0));
    }
    return new HeldInput(Path.of(name), compression, splits);
  }

  private static void assertCovers(List<Task> tasks, long size) {
    long end = 0;
    for (Task task : tasks) {
      assertEquals(end, task.offset());
      end += task.length();
    }
    assertEquals(size, end);
  }
}
