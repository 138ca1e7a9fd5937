package dev.sks.logs.collect;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out which attempts files are part of. Lines may come before the manager speaks of their
 * pod, so a pod nobody knows is waited for, once.
 */
@ApplicationScoped
class KnownPods {

  // Longer than a replica that was killed holds partitions with announcements in them.
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int MEMORY = 10_000;

  /** Somebody's pods that nobody spoke of in time. */
  private record Stranger(String namespace, AttemptKey attempt) {

    static Stranger of(PodFile file) {
      return new Stranger(file.namespace(), file.attempt());
    }
  }

  private final CollectStore store;
  private final Set<Stranger> strangers =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Stranger, Boolean> eldest) {
                  return size() > MEMORY;
                }
              }));

  KnownPods(CollectStore store) {
    this.store = store;
  }

  /** The attempts announced, among those the files are part of. */
  Uni<Map<AttemptKey, Owner>> owners(Set<PodFile> files) {
    return files.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : owners(files, System.nanoTime() + PATIENCE.toNanos());
  }

  private Uni<Map<AttemptKey, Owner>> owners(Set<PodFile> files, long deadline) {
    Set<String> jobs = files.stream().map(file -> file.source().job()).collect(Collectors.toSet());
    return store.owners(jobs).flatMap(owners -> orWait(files, owners, deadline));
  }

  private Uni<Map<AttemptKey, Owner>> orWait(
      Set<PodFile> files, Map<AttemptKey, Owner> owners, long deadline) {
    Set<Stranger> missing =
        files.stream()
            .filter(file -> !owners.containsKey(file.attempt()))
            .map(Stranger::of)
            .filter(stranger -> !strangers.contains(stranger))
            .collect(Collectors.toSet());
    if (missing.isEmpty() || System.nanoTime() - deadline >= 0) {
      strangers.addAll(missing);
      return Uni.createFrom().item(owners);
    }
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(PAUSE)
        .chain(() -> owners(files, deadline));
  }
}
