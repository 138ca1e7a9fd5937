package dev.sks.ui.readmodel;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.json.BusJson;
import dev.sks.contract.DeadLetter;
import dev.sks.contract.JobIds;
import dev.sks.contract.JobState;
import dev.sks.contract.Topics;
import dev.sks.ui.played.GatewayIT;
import dev.sks.ui.played.PlayedManager;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProjectionIT extends GatewayIT {

  private static String unknownJob() {
    String job = JobIds.next(System.currentTimeMillis());
    manager().know(job, spec("rebuilt"));
    return job;
  }

  @Test
  void rowsMoveOnlyForward() {
    String job = unknownJob();
    String marker = unknownJob();
    manager().publish(TENANT, job, 5, JobState.RUNNING);
    becomes(job, "Running");
    manager().publish(TENANT, job, 4, JobState.STARTING);
    manager().publish(TENANT, job, 5, JobState.FAILED);
    manager().publish("thieves", job, 9, JobState.FAILED);
    manager().publishAfter(job, TENANT, marker, 1, JobState.QUEUED);
    becomes(marker, "Queued");
    member()
        .get("/v1/jobs/" + job)
        .then()
        .header("ETag", "\"5\"")
        .body("status.state", equalTo("Running"));
    manager().publish(TENANT, job, 6, JobState.RETRYING);
    becomes(job, "Retrying");
    member().get("/v1/jobs/" + job).then().header("ETag", "\"6\"");
  }

  @Test
  void poisonIsPutAsideAndTheNextProceeds() throws IOException {
    String job = unknownJob();
    manager().sendRaw(Topics.JOB_EVENTS, job, "{\"job\":".getBytes());
    manager().sendRaw(Topics.JOB_EVENTS, job, "{\"job\":\"x\",\"status\":{}}".getBytes());
    // Its Base64 would be larger than any record may be.
    manager().sendRaw(Topics.JOB_EVENTS, job, noise(3_500_000));
    manager().publish(TENANT, job, 1, JobState.QUEUED);
    becomes(job, "Queued");
    var letters = letters();
    assertEquals(3, letters.stream().filter(letter -> job.equals(letter.key())).count());
    assertTrue(letters.stream().allMatch(letter -> letter.topic().equals("sks.job-events")));
  }

  private static byte[] noise(int size) {
    var bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static List<DeadLetter> letters() throws IOException {
    var partition = new TopicPartition(Topics.DEAD_LETTERS_NAME, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", PlayedManager.brokers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      var letters = new ArrayList<DeadLetter>();
      while (consumer.position(partition) < end) {
        for (var item : consumer.poll(Duration.ofMillis(200))) {
          letters.add(BusJson.read(item.value(), DeadLetter.class));
        }
      }
      return letters;
    }
  }
}
