package dev.sks.manager.tenants;

import dev.sks.base.json.BusJson;
import dev.sks.base.stores.Brokers;
import dev.sks.contract.Names;
import dev.sks.contract.TenantState;
import dev.sks.contract.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * The tenants as {@code sks.tenants} tells them, from its beginning on. Nothing is known for sure
 * until its end was reached once.
 */
@ApplicationScoped
public class TenantStates {

  private static final Logger LOG = Logger.getLogger(TenantStates.class);
  private static final TopicPartition TOPIC = new TopicPartition(Topics.TENANTS_NAME, 0);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PAUSE_MILLIS = 50;
  private static final Duration LOOK_FOR_END = Duration.ofSeconds(5);

  private final Brokers brokers;
  private final Clock clock;
  private final Map<String, TenantState> states = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sks-tenants"));
  private KafkaConsumer<String, byte[]> consumer;
  private long end;
  private Instant endSeen = Instant.MIN;
  private boolean away;
  private volatile Instant known = Instant.MIN;

  public TenantStates(Brokers brokers, Clock clock) {
    this.brokers = brokers;
    this.clock = clock;
  }

  /** Reads on, and says which tenants have news, and once that all is read. */
  void start(Consumer<String> changed, Runnable read) {
    thread.scheduleWithFixedDelay(
        () -> read(changed, read), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  public Optional<TenantState> find(String tenant) {
    return Optional.ofNullable(states.get(tenant));
  }

  Collection<TenantState> all() {
    return List.copyOf(states.values());
  }

  /** Whether all that was said up to this moment is known. */
  boolean isKnown(Instant moment) {
    return !known.isBefore(moment);
  }

  boolean isRead() {
    return !known.equals(Instant.MIN);
  }

  private void read(Consumer<String> changed, Runnable read) {
    try {
      if (consumer == null) {
        consumer = open();
      }
      poll(changed, read);
      if (away) {
        LOG.info("Tenants are read again");
        away = false;
      }
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      if (!away) {
        LOG.warnf("Tenants are not read cause=%s", e.getMessage());
        away = true;
      }
    } catch (RuntimeException e) {
      LOG.error("Tenants are not read", e);
    }
  }

  private void poll(Consumer<String> changed, Runnable read) {
    Instant asked = clock.instant();
    if (!isRead() || asked.isAfter(endSeen.plus(LOOK_FOR_END))) {
      end = consumer.endOffsets(List.of(TOPIC)).get(TOPIC);
      endSeen = asked;
    }
    for (ConsumerRecord<String, byte[]> said : consumer.poll(POLL)) {
      take(said).ifPresent(changed);
    }
    if (consumer.position(TOPIC) >= end && known.isBefore(endSeen)) {
      boolean first = !isRead();
      known = endSeen;
      if (first) {
        LOG.infof("Tenants read count=%d", states.size());
        read.run();
      }
    }
  }

  private Optional<String> take(ConsumerRecord<String, byte[]> said) {
    if (said.value() == null) {
      states.remove(said.key());
      return Optional.empty();
    }
    try {
      var state = BusJson.read(said.value(), TenantState.class);
      if (!Names.isLabel(state.name())) {
        throw new IOException("not a tenant's name: " + state.name());
      }
      TenantState now =
          states.merge(
              state.name(),
              state,
              (old, young) -> young.generation() >= old.generation() ? young : old);
      return Optional.of(now.name());
    } catch (IOException | IllegalArgumentException e) {
      LOG.errorf(e, "Tenant's state not understood tenant=%s offset=%d", said.key(), said.offset());
      return Optional.empty();
    }
  }

  private KafkaConsumer<String, byte[]> open() {
    var opened =
        new KafkaConsumer<>(
            brokers.with(
                Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    10_000)),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    opened.assign(List.of(TOPIC));
    opened.seekToBeginning(List.of(TOPIC));
    return opened;
  }

  @PreDestroy
  void stop() throws InterruptedException {
    thread.shutdownNow();
    if (thread.awaitTermination(POLL.toMillis() * 4, TimeUnit.MILLISECONDS) && consumer != null) {
      consumer.close();
    }
  }
}
