package dev.sks.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts components at once; either all run in the end or none. */
public final class ParallelStart {
  private final List<? extends Component> components;
  private final ExecutorService threads;
  private final CompletionService<RunningComponent> starts;
  private final Map<String, RunningComponent> running = new HashMap<>();
  private RuntimeException failure;

  private ParallelStart(List<? extends Component> components) {
    this.components = components;
    this.threads = Executors.newFixedThreadPool(Math.max(1, components.size()));
    this.starts = new ExecutorCompletionService<>(threads);
  }

  /** The running components, in the order given. */
  public static List<RunningComponent> of(List<? extends Component> components) {
    return new ParallelStart(components).run();
  }

  private List<RunningComponent> run() {
    components.forEach(component -> starts.submit(() -> RunningComponent.start(component)));
    threads.shutdown();
    for (int ended = 0; ended < components.size(); ended++) {
      awaitOne();
    }
    if (failure == null) {
      return components.stream().map(Component::name).map(running::get).toList();
    }
    running.values().forEach(RunningComponent::close);
    throw failure;
  }

  private void awaitOne() {
    try {
      RunningComponent started = starts.take().get();
      running.put(started.name(), started);
    } catch (ExecutionException e) {
      giveUp(unwrapped(e));
    } catch (InterruptedException e) {
      giveUp(new IllegalStateException("Starting was interrupted", e));
      // Every start cleans up after itself; wait for that.
      awaitOne();
    }
  }

  /** Only the first failure is told: the others end because of it. */
  private void giveUp(RuntimeException cause) {
    if (failure == null) {
      failure = cause;
      threads.shutdownNow();
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    return RuntimeException.class.isInstance(e.getCause())
        ? (RuntimeException) e.getCause()
        : new IllegalStateException(e.getCause());
  }
}
