package dev.sks.ui.events;

import dev.sks.base.token.Caller;
import dev.sks.contract.Roles;
import dev.sks.ui.readmodel.JobStore;
import dev.sks.ui.readmodel.NoSuchJob;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.Instant;

/** {@code GET /v1/jobs/{id}/events}. */
@Path("/v1/jobs/{id}/events")
public class EventsResource {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Caller caller;
  private final JobStore jobs;
  private final JobStreams streams;

  EventsResource(Caller caller, JobStore jobs, JobStreams streams) {
    this.caller = caller;
    this.jobs = jobs;
    this.streams = streams;
  }

  @GET
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RolesAllowed({Roles.VIEWER, Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
  public Multi<OutboundSseEvent> events(
      @PathParam("id") String id, @HeaderParam("Last-Event-ID") String lastEventId) {
    String tenant = caller.tenant();
    var expiry = Instant.ofEpochSecond(caller.expiresAt());
    String session = caller.session();
    // Before the stream begins, because a stream that has begun can't be a problem any more.
    jobs.find(tenant, id).await().atMost(PATIENCE).orElseThrow(NoSuchJob::problem);
    return streams.open(tenant, id, generationOf(lastEventId), session, expiry);
  }

  /** An id that is not one of ours starts the stream anew. */
  private static long generationOf(String lastEventId) {
    return lastEventId != null && lastEventId.matches("[0-9]{1,18}")
        ? Long.parseLong(lastEventId)
        : -1;
  }
}
