package dev.sks.ui.events;

import dev.sks.base.problem.ProblemException;
import dev.sks.base.revocation.EndedSessions;
import dev.sks.contract.ProblemType;
import dev.sks.ui.readmodel.JobStore;
import dev.sks.ui.readmodel.JobWakes;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens streams, no more than a tenant may have. */
@ApplicationScoped
class JobStreams {

  private final JobStore jobs;
  private final JobWakes wakes;
  private final JobEvents events;
  private final EndedSessions ended;
  private final int mostOfTenant;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  JobStreams(
      JobStore jobs,
      JobWakes wakes,
      JobEvents events,
      EndedSessions ended,
      @ConfigProperty(name = "sks.events.streams-per-tenant", defaultValue = "256")
          int mostOfTenant) {
    this.jobs = jobs;
    this.wakes = wakes;
    this.events = events;
    this.ended = ended;
    this.mostOfTenant = mostOfTenant;
  }

  /**
   * @param generation the last one the client knows
   * @param session with which the stream ends
   * @param expiry of the token
   */
  Multi<OutboundSseEvent> open(
      String tenant, String id, long generation, String session, Instant expiry) {
    if (open.merge(tenant, 1, Integer::sum) > mostOfTenant) {
      closed(tenant);
      throw new ProblemException(
          ProblemType.TOO_MANY_REQUESTS,
          "Your tenant has " + mostOfTenant + " event streams open: close some.");
    }
    var stream = new JobStream(() -> jobs.find(tenant, id), events, generation, expiry);
    wakes.add(id, stream);
    var watch = ended.watch(session, stream::end);
    return Multi.createBy()
        .repeating()
        .uni(stream::next)
        .whilst(events -> !stream.isOver())
        .onItem()
        .disjoint()
        .map(OutboundSseEvent.class::cast)
        .onTermination()
        .invoke(
            () -> {
              watch.close();
              wakes.remove(id, stream);
              closed(tenant);
            });
  }

  private void closed(String tenant) {
    open.computeIfPresent(tenant, (t, n) -> n == 1 ? null : n - 1);
  }
}
