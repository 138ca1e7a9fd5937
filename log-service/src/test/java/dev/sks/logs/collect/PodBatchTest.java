package dev.sks.logs.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.logs.ledger.SourceKey;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodBatchTest {

  private static final String JOB = "a0123456789abcdefghijklmno";

  private static PodBatch batch(String json) {
    return PodBatch.of(
        List.of(new ConsumerRecord<>("sks.pod-logs", 0, 0, new byte[0], json.getBytes(UTF_8))));
  }

  private static String request(String path, String... records) {
    return """
        {"resourceLogs":[{"resource":{"attributes":[
          {"key":"other","value":{"intValue":"1"}},
          {"key":"log.file.path","value":{"stringValue":"%s"}}]},
          "scopeLogs":[{"scope":{},"logRecords":[%s]}]}]}"""
        .formatted(path, String.join(",", records));
  }

  private static String record(String body, String offset) {
    return """
        {"body":{"stringValue":"%s"},"attributes":[
          {"key":"log.file.record_offset","value":{"intValue":%s}}]}"""
        .formatted(body, offset);
  }

  private static String path(String namespace, String pod, String container) {
    return "/var/log/pods/%s_%s_0f-1e/%s/0.log".formatted(namespace, pod, container);
  }

  @Test
  void positionsComeAsNumbersOrText() {
    PodBatch batch =
        batch(
            request(
                path("team-a", "sks-" + JOB + "-2-exec-13", "executor"),
                record("2026-11-21T12:00:00Z stdout F a", "\"3\""),
                record("2026-11-21T12:00:00Z stdout F b", "40")));

    assertTrue(batch.refusals().isEmpty());
    PodLines lines = batch.files().get(0);
    assertEquals(new PodFile("team-a", new SourceKey(JOB, 2, "executor-13"), true), lines.file());
    assertEquals(List.of(3L, 40L), lines.lines().stream().map(PodLine::offset).toList());
  }

  @Test
  void oneBadLineIsNoLossToOthers() {
    PodBatch batch =
        batch(
            request(
                path("team-a", "sks-" + JOB + "-1", "driver"),
                record("what", "0"),
                record("2026-11-21T12:00:00Z stdout F good", "9")));

    assertEquals("good\n", batch.files().get(0).lines().get(0).text());
    assertEquals(
        List.of("a line is not '<stamp> <stream> <P|F> <text>'"),
        batch.refusals().stream().map(refusal -> refusal.cause()).toList());
  }

  @Test
  void whatRunsBesideTheDriverIsNoPartOfTheLog() {
    PodBatch batch =
        batch(
            request(
                path("team-a", "sks-" + JOB + "-1", "proxy"),
                record("2026-11-21T12:00:00Z stdout F noise", "0")));

    assertTrue(batch.files().isEmpty() && batch.refusals().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "junk",
        "null",
        "[]",
        "{\"resourceLogs\":7}",
        "{\"resourceLogs\":[null]}",
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"log.file.path\","
            + "\"value\":{\"stringValue\":\"/var/log/pods/team-a_other-pod_1/driver/0.log\"}}]}}]}"
      })
  void whatIsNoRequestIsRefused(String json) {
    PodBatch batch = batch(json);

    assertEquals(1, batch.refusals().size());
    assertTrue(batch.files().isEmpty());
  }
}
