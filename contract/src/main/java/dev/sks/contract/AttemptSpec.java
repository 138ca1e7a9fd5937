package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * All an attempt needs to run: {@value #FILE} in the attempt's folder. Plain numbers and strings
 * only, so that any JSON mapper reads it.
 *
 * @param managers base URLs of managers; any of them takes the attempt's reports
 * @param tokenFile file with the bearer token of the reports
 * @param tasks the map tasks, in input order
 * @param outputFolder where this attempt writes its parts; no other attempt writes there
 * @param scratchFolder for spills; emptied by who made it
 * @param workerMemoryBytes limit of each worker process
 * @param python the interpreter
 * @param executors the pods that run the tasks, or null if the driver runs them itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptSpec(
    String job,
    String tenant,
    int attempt,
    List<String> managers,
    String tokenFile,
    Program program,
    List<Task> tasks,
    int workers,
    int reducers,
    long workerMemoryBytes,
    String outputFolder,
    String scratchFolder,
    String python,
    Executors executors) {

  public static final String FILE = "attempt.json";

  public AttemptSpec {
    managers = List.copyOf(managers);
    tasks = List.copyOf(tasks);
  }

  /**
   * A map task: a range of a file that starts at a line's start and ends at a line's end.
   *
   * @param length bytes in the file
   * @param compression {@code none}, {@code gzip} or {@code zstd}; if not none, the whole file
   */
  public record Task(String path, long offset, long length, String compression) {}

  /**
   * Executors in pods of their own, which Spark makes and the driver's pod owns.
   *
   * @param count of executors
   * @param slots tasks that one runs at the same time, each with a Python worker of its own
   * @param memoryBytes limit of an executor's container: its JVM and its workers
   * @param heapBytes of it, its JVM's heap
   * @param cpu cores an executor asks for, as a Kubernetes quantity
   * @param cpuLimit cores it may use
   * @param startSeconds how long there may be none before the attempt fails
   * @param namespace of the driver and its executors
   * @param driverPod the driver's pod; its name starts the names of its executors
   * @param image of the executors
   * @param podTemplate a Pod as JSON: all of an executor that Spark does not set itself
   */
  public record Executors(
      int count,
      int slots,
      long memoryBytes,
      long heapBytes,
      String cpu,
      String cpuLimit,
      long startSeconds,
      String namespace,
      String driverPod,
      String image,
      String podTemplate) {}
}
