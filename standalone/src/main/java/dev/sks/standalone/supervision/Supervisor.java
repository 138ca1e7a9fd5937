package dev.sks.standalone.supervision;

import dev.sks.embedded.RunningComponent;
import dev.sks.standalone.Narrator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts again, after a while, whatever process ends without being asked to. */
public final class Supervisor implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());

  private final List<RunningComponent> components;
  private final StateFile state;
  private final Narrator narrator;
  private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor();
  private boolean stopping;

  private Supervisor(List<RunningComponent> components, StateFile state, Narrator narrator) {
    this.components = components;
    this.state = state;
    this.narrator = narrator;
  }

  public static Supervisor of(
      List<RunningComponent> components, StateFile state, Narrator narrator) {
    Supervisor supervisor = new Supervisor(components, state, narrator);
    state.write(components);
    components.forEach(component -> supervisor.watch(component, new Backoff()));
    return supervisor;
  }

  private void watch(RunningComponent component, Backoff backoff) {
    long began = System.nanoTime();
    component
        .onExit()
        .thenAccept(
            code -> ended(component, code, backoff, Duration.ofNanos(System.nanoTime() - began)));
  }

  private synchronized void ended(
      RunningComponent component, int code, Backoff backoff, Duration lived) {
    if (stopping) {
      return;
    }
    Backoff next = backoff.after(lived);
    narrator.say(
        component.name()
            + " ended with exit code "
            + code
            + "; starting it again in "
            + Narrator.seconds(next.delay()));
    restarts.schedule(
        () -> restart(component, next), next.delay().toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void restart(RunningComponent component, Backoff backoff) {
    if (stopping) {
      return;
    }
    try {
      component.relaunch();
      state.write(components);
      watch(component, backoff);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "Could not start again name=" + component.name(), e);
      Backoff next = backoff.after(Duration.ZERO);
      restarts.schedule(
          () -> restart(component, next), next.delay().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Restarts nothing any more; the processes stay. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
    }
    restarts.shutdownNow();
    state.delete();
  }
}
