package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.launch.Observation;
import io.fabric8.kubernetes.api.model.Pod;

/** What a driver's pod says about its attempt. */
final class PodObserver {

  private PodObserver() {}

  static Observation observe(Pod pod) {
    var facts = new PodFacts(pod);
    return PodEnd.of(facts)
        .or(() -> PodHindrance.end(facts))
        .<Observation>map(ended -> ended)
        .orElseGet(() -> new Observation.Alive(PodHindrance.words(facts).orElse(null)));
  }

  /** The last that can be said of an attempt whose pod was removed. */
  static Observation.Ended removed(Pod last) {
    var facts = new PodFacts(last);
    return PodEnd.of(facts).orElseGet(() -> PodEnd.deleted(facts));
  }
}
