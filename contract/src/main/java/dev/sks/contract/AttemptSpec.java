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
    String python) {

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
}
