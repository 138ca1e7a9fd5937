package dev.sks.embedded;

import dev.sks.embedded.process.ChildProcess;
import dev.sks.embedded.process.StartFailed;
import java.util.concurrent.CompletableFuture;

/** A component and its process, which may be another after a restart. */
public final class RunningComponent implements AutoCloseable {
  private final Component component;
  private volatile ChildProcess process;

  private RunningComponent(Component component) {
    this.component = component;
  }

  /** Prepares, launches and waits until the component serves. */
  public static RunningComponent start(Component component) {
    component.prepare();
    RunningComponent running = new RunningComponent(component);
    running.launch();
    component.firstReady();
    return running;
  }

  /** Launches the component again, in place of the process that ended or ends now, and waits. */
  public synchronized void restart() {
    relaunch();
    waitUntilReady();
  }

  /** As {@link #restart}, without waiting until it serves. */
  public synchronized void relaunch() {
    close();
    process = ChildProcess.start(component.command());
  }

  private void launch() {
    process = ChildProcess.start(component.command());
    waitUntilReady();
  }

  private void waitUntilReady() {
    try {
      awaitReady(System.nanoTime() + component.startTimeout().toNanos());
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private void awaitReady(long deadline) {
    while (!component.ready()) {
      if (process.awaitExit(component.probeInterval())) {
        throw new StartFailed(component.name(), "its process ended", component.command().log());
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailed(
            component.name(),
            "it was not ready after " + component.startTimeout().toSeconds() + " seconds",
            component.command().log());
      }
    }
  }

  public boolean ready() {
    return component.ready();
  }

  public String name() {
    return component.name();
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.alive();
  }

  /** The exit code of the process there is now. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit();
  }

  /** Kills the process as a crash would, and returns when it is gone. */
  public void kill() {
    process.kill();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.close();
    component.ended(process.onExit().join());
  }
}
