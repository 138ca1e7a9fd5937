package dev.sks.manager.launch.kubernetes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * What a kubelet says of a pod whose container it can't make: a volume that can't be mounted, no
 * address. A pod's status does not tell; events do, but to watch them all costs the API server more
 * than all the rest. So they are asked for when a pod is late, and rarely.
 */
@ApplicationScoped
class PodWarnings {

  private static final Logger LOG = Logger.getLogger(PodWarnings.class);

  /** After which a pod is late. */
  private static final Duration LATE = Duration.ofSeconds(5);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(10);
  private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(1);
  private static final int MOST_KNOWN = 1000;

  private final KubernetesClient client;
  private final AtomicLong nextRequest = new AtomicLong(System.nanoTime());
  private final Cache<String, Optional<String>> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(ASK_AGAIN).build();

  PodWarnings(KubernetesClient client) {
    this.client = client;
  }

  /** The newest one of a pod that should run by now; empty also if it is not the time to ask. */
  Optional<String> of(Pod pod) {
    String uid = pod.getMetadata().getUid();
    Optional<String> last = known.getIfPresent(uid);
    if (last != null) {
      return last;
    }
    if (!isLate(pod) || !mayAsk()) {
      return Optional.empty();
    }
    Optional<String> words = ask(pod.getMetadata().getNamespace(), uid);
    known.put(uid, words);
    return words;
  }

  private Optional<String> ask(String namespace, String uid) {
    try {
      return client
          .v1()
          .events()
          .inNamespace(namespace)
          .withField("involvedObject.uid", uid)
          .withField("type", "Warning")
          .list()
          .getItems()
          .stream()
          .max(Comparator.comparing(PodWarnings::at))
          .map(event -> event.getReason() + ": " + event.getMessage().strip());
    } catch (KubernetesClientException e) {
      LOG.warnf("The warnings of a pod can't be read pod=%s cause=%s", uid, e.getMessage());
      return Optional.empty();
    }
  }

  private boolean mayAsk() {
    long now = System.nanoTime();
    long next = nextRequest.get();
    return now - next >= 0 && nextRequest.compareAndSet(next, now + BETWEEN_REQUESTS.toNanos());
  }

  private static boolean isLate(Pod pod) {
    return new PodFacts(pod)
        .condition("PodScheduled", true)
        .map(scheduled -> Instant.parse(scheduled.getLastTransitionTime()))
        .filter(at -> at.plus(LATE).isBefore(Instant.now()))
        .isPresent();
  }

  private static String at(Event event) {
    return event.getLastTimestamp() == null ? "" : event.getLastTimestamp();
  }
}
