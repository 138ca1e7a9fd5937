package dev.sks.base.revocation;

import dev.sks.base.json.BusJson;
import dev.sks.base.stores.Brokers;
import dev.sks.base.topics.TopicReader;
import dev.sks.contract.SessionEnded;
import dev.sks.contract.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Reads {@code sks.revocations} from its start. While Kafka is away tokens live out their minutes.
 */
@ApplicationScoped
class RevocationListener {

  private static final Logger LOG = Logger.getLogger(RevocationListener.class);

  private final EndedSessions ended;
  private final TopicReader reader;

  RevocationListener(EndedSessions ended, Brokers brokers) {
    this.ended = ended;
    this.reader = new TopicReader(brokers, Topics.REVOCATIONS, this::take);
  }

  void start(@Observes StartupEvent start) {
    reader.start();
  }

  void stop(@Observes ShutdownEvent stop) throws InterruptedException {
    reader.close();
  }

  private void take(ConsumerRecords<String, byte[]> events) {
    events.forEach(this::take);
    ended.forget();
  }

  private void take(ConsumerRecord<String, byte[]> event) {
    try {
      ended.add(BusJson.read(event.value(), SessionEnded.class));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warnf("Revocation is not readable offset=%d cause=%s", event.offset(), e);
    }
  }
}
