package dev.sks.ui.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.contract.AttemptProgress;
import dev.sks.ui.readmodel.Job;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;

/** The events of a stream. */
@ApplicationScoped
class JobEvents {

  private final ObjectMapper json;

  JobEvents(ObjectMapper json) {
    this.json = json;
  }

  OutboundSseEvent job(Job job) {
    return new OutboundSseEventImpl.BuilderImpl()
        .name("job")
        .id(job.tag())
        .data(String.class, write(job))
        .build();
  }

  OutboundSseEvent progress(AttemptProgress progress) {
    return new OutboundSseEventImpl.BuilderImpl()
        .name("progress")
        .data(String.class, write(progress))
        .build();
  }

  OutboundSseEvent end() {
    return new OutboundSseEventImpl.BuilderImpl().name("end").data(String.class, "{}").build();
  }

  OutboundSseEvent heartbeat() {
    return new OutboundSseEventImpl.BuilderImpl().comment("still here").build();
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("can't be written as JSON: " + value.getClass(), e);
    }
  }
}
