package dev.sks.manager;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.manager.launch.AttemptLaunch;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.LaunchException;
import dev.sks.manager.launch.Launcher;
import dev.sks.manager.launch.Observation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An environment in memory: the test plays the attempts. */
@Alternative
@ApplicationScoped
public class ScriptedLauncher implements Launcher {

  private final Map<AttemptRef, AttemptLaunch> launches = new ConcurrentHashMap<>();
  private final Map<AttemptRef, Observation> world = new ConcurrentHashMap<>();
  private final Set<AttemptRef> stopped = ConcurrentHashMap.newKeySet();
  private final Set<AttemptRef> forgotten = ConcurrentHashMap.newKeySet();
  private final List<Consumer<AttemptRef>> listeners = new CopyOnWriteArrayList<>();
  private final Set<AttemptRef> unheard = ConcurrentHashMap.newKeySet();
  private volatile boolean full;

  @Override
  public void open() {}

  @Override
  public void start(AttemptLaunch launch) throws LaunchException {
    if (full) {
      throw LaunchException.passing(
          Failure.of(FailureClass.INFRASTRUCTURE, "exceeded quota"), null);
    }
    launches.put(launch.ref(), launch);
    world.putIfAbsent(launch.ref(), new Observation.Alive());
  }

  @Override
  public Observation observe(AttemptRef attempt) {
    return unheard.contains(attempt) ? new Observation.Absent() : ask(attempt);
  }

  @Override
  public Observation ask(AttemptRef attempt) {
    return world.getOrDefault(attempt, new Observation.Absent());
  }

  @Override
  public void stop(AttemptRef attempt) {
    stopped.add(attempt);
    end(attempt, new Observation.Ended(143, null));
  }

  @Override
  public void forget(AttemptRef attempt) {
    forgotten.add(attempt);
    world.remove(attempt);
  }

  @Override
  public void onChange(Consumer<AttemptRef> listener) {
    listeners.add(listener);
  }

  /** From now on, only who asks learns of the attempt. */
  public void unhear(AttemptRef attempt) {
    unheard.add(attempt);
  }

  /** While it is full, it takes no attempt. */
  public void setFull(boolean full) {
    this.full = full;
  }

  public void end(AttemptRef attempt, Observation.Ended how) {
    world.put(attempt, how);
    listeners.forEach(listener -> listener.accept(attempt));
  }

  public boolean isStarted(AttemptRef attempt) {
    return launches.containsKey(attempt);
  }

  public String token(AttemptRef attempt) {
    return launches.get(attempt).token();
  }

  public boolean isStopped(AttemptRef attempt) {
    return stopped.contains(attempt);
  }

  public boolean isForgotten(AttemptRef attempt) {
    return forgotten.contains(attempt);
  }
}
