package dev.sks.auth.tenants;

import static dev.sks.auth.Door.newUser;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.base.json.BusJson;
import dev.sks.contract.TenantQuota;
import dev.sks.contract.TenantState;
import dev.sks.contract.Topics;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenantsIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @Test
  void aNewTenantIsPublishedOnce() {
    newUser(Map.of("tenant", "astronomy"));
    newUser(Map.of("tenant", "astronomy"));
    newUser(Map.of("tenant", "biology"));
    Map<String, Set<TenantState>> seen = new HashMap<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(Topics.TENANTS_NAME, 0)));
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInSameThread()
          .until(
              () -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                  seen.computeIfAbsent(record.key(), name -> new HashSet<>())
                      .add(read(record.value()));
                }
                return seen.containsKey("biology");
              });
    }
    assertEquals(
        Set.of(new TenantState("astronomy", 1, false, null, TenantQuota.DEFAULT)),
        seen.get("astronomy"));
  }

  private static TenantState read(byte[] value) throws IOException {
    return BusJson.read(value, TenantState.class);
  }
}
