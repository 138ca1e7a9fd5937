package dev.sks.ui.readmodel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who wants to know when a job may have changed. A wake-up is a hint: look again. */
@ApplicationScoped
public class JobWakes {

  private final Map<String, Set<Runnable>> listeners = new ConcurrentHashMap<>();

  /** The listener must be quick; it is called on the thread that brings the news. */
  public void add(String job, Runnable listener) {
    listeners.compute(
        job,
        (id, set) -> {
          Set<Runnable> all = set == null ? ConcurrentHashMap.newKeySet() : set;
          all.add(listener);
          return all;
        });
  }

  public void remove(String job, Runnable listener) {
    listeners.computeIfPresent(
        job, (id, set) -> set.remove(listener) && set.isEmpty() ? null : set);
  }

  public void wake(String job) {
    listeners.getOrDefault(job, Set.of()).forEach(Runnable::run);
  }

  /** After a time without news. */
  void wakeAll() {
    listeners.values().forEach(set -> set.forEach(Runnable::run));
  }
}
