package dev.sks.manager.reconcile;

import dev.sks.manager.jobs.JobKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How many jobs have attempts at once. Whoever waits is served round robin by tenant, and within a
 * tenant in the order of asking.
 */
class Slots {

  private final int limit;
  private final Set<JobKey> holders = new HashSet<>();
  private final Map<String, LinkedHashSet<JobKey>> waiting = new LinkedHashMap<>();
  private final Deque<String> turns = new ArrayDeque<>();

  Slots(int limit) {
    this.limit = limit;
  }

  /** Takes a slot, or has the job wait for {@link #release} to name it. */
  synchronized boolean take(JobKey job) {
    if (holders.contains(job)) {
      return true;
    }
    if (holders.size() < limit && turns.isEmpty()) {
      holders.add(job);
      return true;
    }
    if (waiting.computeIfAbsent(job.tenant(), t -> new LinkedHashSet<>()).add(job)
        && !turns.contains(job.tenant())) {
      turns.add(job.tenant());
    }
    return false;
  }

  /** Counts a job that has an attempt already, over the limit if need be. */
  synchronized void hold(JobKey job) {
    holders.add(job);
    stopWaiting(job);
  }

  /** Gives up a slot or the wait for one; the jobs named now hold slots and are to be looked at. */
  synchronized List<JobKey> release(JobKey job) {
    holders.remove(job);
    stopWaiting(job);
    return serve();
  }

  synchronized List<JobKey> releaseAll(Predicate<JobKey> of) {
    holders.removeIf(of);
    waiting.values().stream().flatMap(Set::stream).filter(of).toList().forEach(this::stopWaiting);
    return serve();
  }

  private List<JobKey> serve() {
    var served = new ArrayList<JobKey>();
    while (holders.size() < limit && !turns.isEmpty()) {
      String tenant = turns.remove();
      JobKey next = waiting.get(tenant).iterator().next();
      waiting.get(tenant).remove(next);
      if (waiting.get(tenant).isEmpty()) {
        waiting.remove(tenant);
      } else {
        turns.add(tenant);
      }
      holders.add(next);
      served.add(next);
    }
    return served;
  }

  private void stopWaiting(JobKey job) {
    var ofTenant = waiting.get(job.tenant());
    if (ofTenant != null && ofTenant.remove(job) && ofTenant.isEmpty()) {
      waiting.remove(job.tenant());
      turns.remove(job.tenant());
    }
  }
}
