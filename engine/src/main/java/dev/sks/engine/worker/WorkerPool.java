package dev.sks.engine.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The workers of one attempt in this JVM, found by their settings from within Spark's tasks: the
 * first to ask starts them.
 */
public final class WorkerPool {

  private static final ConcurrentMap<WorkerSettings, WorkerPool> POOLS = new ConcurrentHashMap<>();

  private final WorkerSettings settings;
  private final WorkerDoor door;
  private final WorkerProcesses processes;
  private final BlockingQueue<PythonWorker> idle = new LinkedBlockingQueue<>();
  private final AtomicInteger starting = new AtomicInteger();
  private final OomWatch oomWatch = new OomWatch();
  private final Thread reaper;

  private WorkerPool(WorkerSettings settings) throws IOException {
    this.settings = settings;
    this.door = WorkerDoor.open();
    this.processes = new WorkerProcesses(settings, door, this::nobodyWillConnect);
    this.reaper = new Thread(processes::killAll, "worker-reaper");
  }

  /** Returns at once; the workers connect while the caller goes on. */
  public static WorkerPool of(WorkerSettings settings) {
    return POOLS.computeIfAbsent(settings, WorkerPool::start);
  }

  private static WorkerPool start(WorkerSettings settings) {
    try {
      var pool = new WorkerPool(settings);
      Runtime.getRuntime().addShutdownHook(pool.reaper);
      WorkerFiles.unpack(Path.of(settings.scratchFolder()));
      for (int worker = 0; worker < settings.workers(); worker++) {
        pool.processes.launch();
        pool.starting.incrementAndGet();
      }
      WorkerFiles.write(settings.sources(), Path.of(settings.program()));
      return pool;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a task on an idle worker; there is one for each of Spark's task slots. */
  public WorkerTask run(Map<String, ?> command, FrameSource source, WorkerProgress progress)
      throws IOException {
    return new WorkerTask(borrow(), command, source, progress);
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
    if (starting.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
      processes.launch();
    }
    var connection = door.accept();
    return new PythonWorker(processes.connected(connection.worker()), connection, this);
  }

  /** Wakes those who wait for a worker that died before it connected. */
  private void nobodyWillConnect() {
    try {
      door.close();
    } catch (IOException e) {
      System.err.println("sks: can't close the workers' socket cause=" + e);
    }
  }

  /** Ends the workers, if there are any. */
  public static void close(WorkerSettings settings) throws IOException {
    var pool = POOLS.remove(settings);
    if (pool != null) {
      pool.processes.killAll();
      pool.door.close();
      pool.needNoReaper();
    }
  }

  private void needNoReaper() {
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException e) {
      System.err.println("sks: the workers end with their JVM");
    }
  }
}
