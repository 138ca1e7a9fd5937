package dev.sks.logs;

import dev.sks.base.json.BusJson;
import dev.sks.contract.LogChunk;
import dev.sks.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Ships one job's log as a manager does: whole lines with their offsets, keyed by job. */
class Shipper {

  private final KafkaProducer<byte[], byte[]> producer;
  private final String tenant;
  private final String job;
  private final Map<String, Long> offsets = new HashMap<>();
  private Instant clock = Instant.parse("2026-11-21T12:00:00Z");

  Shipper(KafkaProducer<byte[], byte[]> producer, String tenant, String job) {
    this.producer = producer;
    this.tenant = tenant;
    this.job = job;
  }

  static KafkaProducer<byte[], byte[]> producer(String brokers) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", "2"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  String job() {
    return job;
  }

  Shipper at(String time) {
    clock = Instant.parse(time);
    return this;
  }

  /** The next text of a source. */
  Shipper ship(int attempt, String source, String text) {
    return ship(attempt, source, text, false);
  }

  Shipper end(int attempt, String source) {
    return ship(attempt, source, "", true);
  }

  Shipper ship(int attempt, String source, String text, boolean last) {
    long length = text.getBytes(StandardCharsets.UTF_8).length;
    long offset = offsets.merge(attempt + source, length, Long::sum) - length;
    return again(attempt, source, offset, text, last);
  }

  /** Text of a source from an offset, whatever was shipped before. */
  Shipper again(int attempt, String source, long offset, String text, boolean last) {
    long length = text.getBytes(StandardCharsets.UTF_8).length;
    send(
        BusJson.write(
            new LogChunk(job, tenant, attempt, source, offset, length, clock, text, last)));
    return this;
  }

  Future<RecordMetadata> send(byte[] value) {
    return producer.send(
        new ProducerRecord<>(Topics.JOB_LOGS_NAME, job.getBytes(StandardCharsets.UTF_8), value));
  }
}
