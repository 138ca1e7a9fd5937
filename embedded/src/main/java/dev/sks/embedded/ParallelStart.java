package dev.sks.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts components at once; either all run in the end or none. */
public final class ParallelStart {
  private ParallelStart() {}

  /** The running components, in the order given. */
  public static List<RunningComponent> of(List<? extends Component> components) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, components.size()));
    List<Future<RunningComponent>> starting = new ArrayList<>();
    for (Component component : components) {
      starting.add(threads.submit(() -> RunningComponent.start(component)));
    }
    threads.shutdown();
    List<RunningComponent> running = new ArrayList<>();
    List<RuntimeException> failures = new ArrayList<>();
    for (Future<RunningComponent> start : starting) {
      await(start, threads, running, failures);
    }
    if (failures.isEmpty()) {
      return List.copyOf(running);
    }
    running.forEach(RunningComponent::close);
    RuntimeException first = failures.remove(0);
    failures.forEach(first::addSuppressed);
    throw first;
  }

  private static void await(
      Future<RunningComponent> start,
      ExecutorService threads,
      List<RunningComponent> running,
      List<RuntimeException> failures) {
    try {
      running.add(start.get());
    } catch (ExecutionException e) {
      failures.add(unwrapped(e));
    } catch (InterruptedException e) {
      // Every start gives up and cleans up after itself; wait for that.
      threads.shutdownNow();
      failures.add(new IllegalStateException("Starting was interrupted", e));
      await(start, threads, running, failures);
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    return RuntimeException.class.isInstance(e.getCause())
        ? (RuntimeException) e.getCause()
        : new IllegalStateException(e.getCause());
  }
}
