package dev.sks.engine.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The workers of one attempt in this JVM, found by their settings from within Spark's tasks. They
 * start at once and connect while Spark starts.
 */
public final class WorkerPool implements AutoCloseable {

  private static final ConcurrentMap<WorkerSettings, WorkerPool> POOLS = new ConcurrentHashMap<>();

  private final WorkerSettings settings;
  private final WorkerDoor door;
  private final List<Process> processes = new CopyOnWriteArrayList<>();
  private final BlockingQueue<PythonWorker> idle = new LinkedBlockingQueue<>();
  private final Tally tally = new Tally();
  private final OomWatch oomWatch = new OomWatch();
  private final Thread reaper = new Thread(this::killAll, "worker-reaper");

  private WorkerPool(WorkerSettings settings) throws IOException {
    this.settings = settings;
    this.door = WorkerDoor.open();
  }

  public static WorkerPool start(WorkerSettings settings) throws IOException {
    var pool = new WorkerPool(settings);
    POOLS.put(settings, pool);
    Runtime.getRuntime().addShutdownHook(pool.reaper);
    Path start = WorkerFiles.unpack(Path.of(settings.scratchFolder()));
    for (int worker = 0; worker < settings.workers(); worker++) {
      pool.launch(start, worker);
    }
    return pool;
  }

  public static WorkerPool of(WorkerSettings settings) {
    return POOLS.get(settings);
  }

  /** Runs a task on an idle worker; there is one for each of Spark's task slots. */
  public WorkerTask run(Map<String, ?> command, FrameSource source) throws IOException {
    return new WorkerTask(borrow(), command, source, tally.new Running());
  }

  public Tally tally() {
    return tally;
  }

  OomWatch oomWatch() {
    return oomWatch;
  }

  long memoryBytes() {
    return settings.memoryBytes();
  }

  void giveBack(PythonWorker worker) {
    idle.add(worker);
  }

  private PythonWorker borrow() throws IOException {
    var worker = idle.poll();
    return worker == null ? connected() : worker;
  }

  private PythonWorker connected() throws IOException {
    var connection = door.accept();
    return new PythonWorker(processes.get(connection.worker()), connection, this);
  }

  private void launch(Path start, int worker) throws IOException {
    Path folder = Files.createDirectories(Path.of(settings.scratchFolder(), "worker-" + worker));
    var builder =
        new ProcessBuilder(
                settings.python(),
                start.toString(),
                door.address(),
                String.valueOf(worker),
                String.valueOf(settings.memoryBytes()))
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("SKS_"));
    builder.environment().put("SKS_WORKER_SECRET", door.secret());
    var process = builder.start();
    processes.add(process);
    process.onExit().thenAccept(ended -> nobodyWillConnect(ended.exitValue()));
  }

  /** Wakes those who wait for a worker that died before it connected. */
  private void nobodyWillConnect(int code) {
    if (code == 0) {
      return;
    }
    try {
      door.close();
    } catch (IOException e) {
      System.err.println("sks: can't close the workers' socket cause=" + e);
    }
  }

  private void killAll() {
    processes.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    processes.forEach(Process::destroyForcibly);
  }

  @Override
  public void close() throws IOException {
    POOLS.remove(settings);
    killAll();
    door.close();
    if (!Thread.currentThread().equals(reaper)) {
      Runtime.getRuntime().removeShutdownHook(reaper);
    }
  }
}
