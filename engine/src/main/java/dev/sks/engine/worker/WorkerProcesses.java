package dev.sks.engine.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The Python processes of a pool, each known by its number. */
final class WorkerProcesses {

  private final WorkerSettings settings;
  private final WorkerDoor door;
  private final Runnable onStillborn;
  private final List<Process> processes = new CopyOnWriteArrayList<>();
  private final Set<Process> connected = ConcurrentHashMap.newKeySet();

  /**
   * @param onStillborn run when one ends with an error before it connected
   */
  WorkerProcesses(WorkerSettings settings, WorkerDoor door, Runnable onStillborn) {
    this.settings = settings;
    this.door = door;
    this.onStillborn = onStillborn;
  }

  synchronized void launch() throws IOException {
    int worker = processes.size();
    Path scratch = Path.of(settings.scratchFolder());
    Path folder = Files.createDirectories(scratch.resolve("worker-" + worker));
    var builder =
        new ProcessBuilder(
                settings.python(),
                WorkerFiles.start(scratch).toString(),
                door.address(),
                String.valueOf(worker),
                String.valueOf(settings.memoryBytes()))
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // The engine's own settings, and Spark's secret, are none of the user's.
    builder.environment().keySet().removeIf(WorkerProcesses::isOurs);
    builder.environment().put("SKS_WORKER_SECRET", door.secret());
    var process = builder.start();
    processes.add(process);
    process.onExit().thenAccept(this::ended);
  }

  private static boolean isOurs(String variable) {
    return variable.startsWith("SKS_")
        || variable.startsWith("SPARK_")
        || variable.startsWith("_SPARK_");
  }

  Process connected(int worker) {
    var process = processes.get(worker);
    connected.add(process);
    return process;
  }

  void killAll() {
    processes.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    processes.forEach(Process::destroyForcibly);
  }

  private void ended(Process process) {
    if (process.exitValue() != 0 && !connected.contains(process)) {
      onStillborn.run();
    }
  }
}
