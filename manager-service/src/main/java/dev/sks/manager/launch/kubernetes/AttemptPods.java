package dev.sks.manager.launch.kubernetes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Observation;
import dev.sks.manager.launch.UnobservableException;
import dev.sks.manager.tenants.TenantNamespaces;
import io.fabric8.kubernetes.api.model.Pod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The attempts' pods as they were last heard of; a look at one that is not late costs no request.
 */
@ApplicationScoped
public class AttemptPods implements PodWatch.Listener {

  /** After which a pod that was made has been heard of, if it is there still. */
  private static final Duration UNHEARD = Duration.ofSeconds(30);

  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 20_000;

  /** A pod that the cluster has, as it said itself. */
  private record Known(Pod pod, Instant at) {}

  private final PodWatch watch;
  private final PodRequests requests;
  private final PodWarnings warnings;
  private final TenantNamespaces namespaces;
  private final Clock clock;
  private final List<Consumer<AttemptRef>> listeners = new CopyOnWriteArrayList<>();
  private volatile BiConsumer<AttemptRef, Pod> onSeen = (attempt, pod) -> {};
  private volatile BiConsumer<AttemptRef, Pod> onGone = (attempt, pod) -> {};

  /** Pods that were made here or asked for, until they are heard of. */
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private final Cache<String, Observation.Ended> removed =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  AttemptPods(
      PodWatch watch,
      PodRequests requests,
      PodWarnings warnings,
      TenantNamespaces namespaces,
      Clock clock) {
    this.watch = watch;
    this.requests = requests;
    this.warnings = warnings;
    this.namespaces = namespaces;
    this.clock = clock;
  }

  void open() {
    watch.open(this);
  }

  /** Registers who is told of every change of every pod. To be called before {@link #open}. */
  void onPod(BiConsumer<AttemptRef, Pod> seen, BiConsumer<AttemptRef, Pod> gone) {
    onSeen = seen;
    onGone = gone;
  }

  /** Registers who is told when an attempt's observation may be another one. */
  void onChange(Consumer<AttemptRef> listener) {
    listeners.add(listener);
  }

  Observation observe(AttemptRef attempt) {
    Optional<Pod> driver = driver(attempt);
    if (driver.isEmpty()) {
      Observation.Ended last = removed.getIfPresent(key(attempt));
      return last != null ? last : new Observation.Absent();
    }
    Observation seen = PodObserver.observe(driver.get());
    boolean goesWell = seen instanceof Observation.Alive && seen.hindrance().isEmpty();
    return goesWell
        ? behindTheStatus(driver.get()).<Observation>map(Observation.Alive::new).orElse(seen)
        : seen;
  }

  /** What hinders an attempt whose driver's own status tells of nothing. */
  private Optional<String> behindTheStatus(Pod driver) {
    return new PodFacts(driver).isRunning()
        ? ExecutorsHindrance.words(watch.executors(driver))
        : warnings.of(driver);
  }

  /**
   * The pod of an attempt's driver.
   *
   * @throws UnobservableException while the cluster's pods have not been read
   */
  public Optional<Pod> driver(AttemptRef attempt) {
    return find(namespaces.of(attempt.tenant()), AttemptLabels.podName(attempt));
  }

  /** The pod of a driver by its place. */
  public Optional<Pod> driver(String namespace, String name) {
    return find(namespace, name);
  }

  /** The driver's pod, if it is there, and its executors'. */
  List<Pod> of(AttemptRef attempt) {
    return driver(attempt)
        .map(driver -> Stream.concat(Stream.of(driver), watch.executors(driver).stream()).toList())
        .orElse(List.of());
  }

  /** Those that have a driver's pod. */
  Stream<AttemptRef> attempts() {
    return watch.isComplete()
        ? watch.drivers().stream().flatMap(pod -> AttemptLabels.attemptOf(pod).stream())
        : Stream.empty();
  }

  /** Until the cluster tells of it, the pod is taken for what was created. */
  void created(Pod pod) {
    Pod slim = SlimPods.slim(pod);
    if (watch.find(key(slim)).isEmpty()) {
      known.put(key(slim), new Known(slim, clock.instant()));
    }
  }

  /** Has the cluster say whether the attempt's driver is there: what was heard may be old. */
  void ask(AttemptRef attempt) {
    ask(namespaces.of(attempt.tenant()), AttemptLabels.podName(attempt));
  }

  private void ask(String namespace, String name) {
    requests
        .find(namespace, name)
        .filter(AttemptLabels::isDriver)
        .ifPresentOrElse(this::created, () -> known.remove(namespace + "/" + name));
  }

  /** It turned out that the pod is not there. */
  void gone(Pod pod) {
    known.remove(key(pod));
  }

  @Override
  public void changed(Pod before, Pod now) {
    known.remove(key(now));
    AttemptLabels.attemptOf(now).ifPresent(ref -> onSeen.accept(ref, now));
    if (AttemptLabels.isDriver(now)
        && (before == null || !PodObserver.observe(before).equals(PodObserver.observe(now)))) {
      tell(now);
    }
  }

  @Override
  public void removed(Pod last) {
    known.remove(key(last));
    AttemptLabels.attemptOf(last).ifPresent(ref -> onGone.accept(ref, last));
    if (AttemptLabels.isDriver(last)) {
      removed.put(key(last), PodObserver.removed(last));
      tell(last);
    }
  }

  private Optional<Pod> find(String namespace, String name) {
    if (!watch.isComplete()) {
      throw new UnobservableException("the cluster's pods have not been read yet");
    }
    return watch.find(namespace + "/" + name).or(() -> unheard(namespace, name));
  }

  private Optional<Pod> unheard(String namespace, String name) {
    String key = namespace + "/" + name;
    Known made = known.get(key);
    if (made != null && made.at().plus(UNHEARD).isBefore(clock.instant())) {
      ask(namespace, name);
    }
    return Optional.ofNullable(known.get(key)).map(Known::pod);
  }

  private void tell(Pod pod) {
    AttemptLabels.attemptOf(pod)
        .ifPresent(ref -> listeners.forEach(listener -> listener.accept(ref)));
  }

  private String key(AttemptRef attempt) {
    return namespaces.of(attempt.tenant()) + "/" + AttemptLabels.podName(attempt);
  }

  private static String key(Pod pod) {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
  }
}
