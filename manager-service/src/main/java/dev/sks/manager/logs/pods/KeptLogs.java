package dev.sks.manager.logs.pods;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sks.base.json.BusJson;
import dev.sks.base.stores.Brokers;
import dev.sks.base.topics.TopicReader;
import dev.sks.contract.CollectedLogKept;
import dev.sks.contract.Topics;
import dev.sks.manager.launch.AttemptRef;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which collected logs the log-service has kept whole, heard from the first question on. */
@ApplicationScoped
class KeptLogs {

  private static final int REMEMBERED = 50_000;

  private final TopicReader reader;

  /** Of their pods one hears for a while yet, until they are removed. */
  private final Cache<CollectedLogKept, Boolean> kept =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(Duration.ofHours(1)).build();

  KeptLogs(Brokers brokers) {
    this.reader = new TopicReader(brokers, Topics.COLLECTED_LOGS_KEPT, this::take);
  }

  @PostConstruct
  void start() {
    reader.start();
  }

  boolean contain(AttemptRef attempt) {
    return kept.getIfPresent(new CollectedLogKept(attempt.job(), attempt.attempt())) != null;
  }

  private void take(ConsumerRecord<String, byte[]> said) throws IOException {
    kept.put(BusJson.read(said.value(), CollectedLogKept.class), true);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    reader.close();
  }
}
