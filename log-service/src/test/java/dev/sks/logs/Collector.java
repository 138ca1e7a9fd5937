package dev.sks.logs;

import dev.sks.base.json.BusJson;
import dev.sks.contract.CollectedLog;
import dev.sks.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Brings the lines of one attempt's pods, and speaks of it, as a node and a manager do. */
class Collector {

  static final String NAMESPACE = "team-a";
  static final Instant START = Instant.parse("2026-11-21T12:00:00.000000001Z");

  private final KafkaProducer<byte[], byte[]> producer;
  private final String job;

  Collector(KafkaProducer<byte[], byte[]> producer, String job) {
    this.producer = producer;
    this.job = job;
  }

  String job() {
    return job;
  }

  /** When a source prints its n-th line. */
  static Instant stamp(int n) {
    return START.plusNanos(n);
  }

  Collector announce() {
    return announce(false, Map.of());
  }

  Collector end(Map<String, Instant> lastLines) {
    return announce(true, lastLines);
  }

  private Collector announce(boolean ended, Map<String, Instant> lastLines) {
    var log = new CollectedLog(job, "acme", 1, NAMESPACE, ended, lastLines);
    return send(Topics.COLLECTED_LOGS_NAME, BusJson.write(log));
  }

  /** Lines from the n-th on, of a driver or, if there is one, an executor. */
  Collector bring(String executor, int n, String... texts) {
    return bring(NAMESPACE, executor, n, texts);
  }

  Collector bring(String namespace, String executor, int n, String... texts) {
    var records = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < texts.length; i++) {
      String line = stamp(n + i) + " stdout F " + texts[i];
      records.add(
          Map.of(
              "body", text(line),
              "attributes", List.of(attribute("log.file.record_offset", number(n + i)))));
    }
    String path =
        "/var/log/pods/%s_sks-%s-1%s_0f1e/%s/0.log"
            .formatted(namespace, job, executor, executor.isEmpty() ? "driver" : "executor");
    var resource = Map.of("attributes", List.of(attribute("log.file.path", text(path))));
    var scopes = List.of(Map.of("logRecords", records));
    var request =
        Map.of("resourceLogs", List.of(Map.of("resource", resource, "scopeLogs", scopes)));
    return send(Topics.POD_LOGS_NAME, BusJson.write(request));
  }

  Collector junk() {
    send(Topics.COLLECTED_LOGS_NAME, "{\"job\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    return send(Topics.POD_LOGS_NAME, "junk".getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> attribute(String key, Map<String, Object> value) {
    return Map.of("key", key, "value", value);
  }

  private static Map<String, Object> text(String value) {
    return Map.of("stringValue", value);
  }

  private static Map<String, Object> number(int value) {
    return Map.of("intValue", Integer.toString(value));
  }

  private Collector send(String topic, byte[] value) {
    producer.send(new ProducerRecord<>(topic, job.getBytes(StandardCharsets.UTF_8), value));
    return this;
  }
}
