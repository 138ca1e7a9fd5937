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

/**
 * Reads {@code sks.revocations} from its start. While Kafka is away tokens live out their minutes.
 */
@ApplicationScoped
class RevocationListener implements TopicReader.Sink {

  private final EndedSessions ended;
  private final TopicReader reader;

  RevocationListener(EndedSessions ended, Brokers brokers) {
    this.ended = ended;
    this.reader = new TopicReader(brokers, Topics.REVOCATIONS, this);
  }

  void start(@Observes StartupEvent start) {
    reader.start();
  }

  void stop(@Observes ShutdownEvent stop) throws InterruptedException {
    reader.close();
  }

  /** Whether all ends of sessions are known that were told before this service started. */
  boolean isRead() {
    return reader.isRead();
  }

  @Override
  public void take(ConsumerRecord<String, byte[]> event) throws IOException {
    ended.add(BusJson.read(event.value(), SessionEnded.class));
  }

  @Override
  public void polled() {
    ended.forget();
  }
}
