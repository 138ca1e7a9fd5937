package dev.sks.ui.readmodel;

import dev.sks.base.json.BusJson;
import dev.sks.contract.JobIds;
import dev.sks.contract.JobStateChanged;
import dev.sks.contract.Topics;
import dev.sks.ui.bus.ConsumerLoop;
import dev.sks.ui.bus.Consumers;
import dev.sks.ui.bus.DeadLetters;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Projects the manager's events; their offsets are committed after the database has them. */
@ApplicationScoped
public class JobEventConsumer {

  private static final String GROUP = "sks-ui";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Change(ConsumerRecord<byte[], byte[]> origin, JobStateChanged event) {

    static Change newer(Change a, Change b) {
      return b.event.status().generation() >= a.event.status().generation() ? b : a;
    }
  }

  private final Consumers consumers;
  private final JobProjection projection;
  private final DeadLetters deadLetters;
  private ConsumerLoop loop;

  JobEventConsumer(Consumers consumers, JobProjection projection, DeadLetters deadLetters) {
    this.consumers = consumers;
    this.projection = projection;
    this.deadLetters = deadLetters;
  }

  void onStart(@Observes StartupEvent event) {
    loop = consumers.shared(GROUP, Topics.JOB_EVENTS, this::handle);
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    loop.close();
  }

  private void handle(ConsumerRecords<byte[], byte[]> records) {
    Map<String, Change> newest = new LinkedHashMap<>();
    for (var item : records) {
      if (item.value() == null) {
        continue; // A job the manager has forgotten; here its retention decides.
      }
      try {
        var change = new Change(item, read(item));
        newest.merge(change.event.job(), change, Change::newer);
      } catch (IOException e) {
        deadLetters.bury(item, e);
      }
    }
    if (!newest.isEmpty()) {
      apply(newest.values());
    }
  }

  private void apply(Collection<Change> changes) {
    try {
      project(changes.stream().map(Change::event).toList());
    } catch (PgException e) {
      if (!isAboutTheData(e)) {
        throw e;
      }
      changes.forEach(this::applyAlone);
    }
  }

  private void applyAlone(Change change) {
    try {
      project(List.of(change.event));
    } catch (PgException e) {
      if (!isAboutTheData(e)) {
        throw e;
      }
      deadLetters.bury(change.origin, e);
    }
  }

  private void project(Collection<JobStateChanged> events) {
    projection.apply(events).await().atMost(PATIENCE);
  }

  /** Trying again would not help: data exceptions and violated constraints. */
  private static boolean isAboutTheData(PgException e) {
    return e.getSqlState() != null && e.getSqlState().matches("2[23].*");
  }

  private static JobStateChanged read(ConsumerRecord<byte[], byte[]> item) throws IOException {
    var event = BusJson.read(item.value(), JobStateChanged.class);
    boolean whole =
        JobIds.isValid(event.job())
            && event.tenant() != null
            && event.submittedBy() != null
            && event.submittedAt() != null
            && event.spec() != null
            && event.status() != null
            && event.status().state() != null;
    if (!whole) {
      throw new IOException("not a whole JobStateChanged");
    }
    return event;
  }
}
