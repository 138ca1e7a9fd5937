package dev.sks.st;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sks.contract.Topics;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights at Kafka that docs/security.md gives each service: enough, and no more. */
class KafkaRightsST {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path directory;

  private static KafkaRights rights;
  private static SecuredStack stack;

  @BeforeAll
  static void start() throws Exception {
    rights = KafkaRights.ofTheDocumentation();
    stack = SecuredStack.start(directory.resolve("stack"), rights);
    makeWhatNobodyMadeYet();
  }

  /** Of a topic that is not there nobody is told that it is refused. */
  private static void makeWhatNobodyMadeYet() throws Exception {
    try (var admin = Admin.create(stack.asOwner())) {
      Set<String> there = admin.listTopics().names().get();
      var missing =
          Topics.ALL.stream()
              .filter(topic -> !there.contains(topic.name()))
              .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
              .toList();
      admin.createTopics(missing).all().get();
    }
  }

  @Test
  void theTablesNameEveryTopicEveryServiceAndTheCollector() {
    assertEquals(
        Topics.ALL.stream().map(Topics.Topic::name).collect(Collectors.toSet()),
        rights.resources(TOPIC));
    assertEquals(
        Set.of("sks-auth", "sks-ui", "sks-manager", "sks-logs", "sks-collector"),
        rights.principals());
  }

  @Test
  void withThemTheServicesDoTheirWork() throws Exception {
    var tenant = Tenant.create(stack, "rights");
    tenant.put("words.txt", "a b\nb c\n".getBytes(UTF_8));
    String id =
        tenant.submit(
            Tenant.python(
                "print('begun', flush=True)\n" + Programs.MAPPER, Programs.REDUCER, "words.txt"));
    assertEquals("Succeeded", tenant.awaitEnd(id).getString("status.state"));
    assertEquals(Map.of("a", 1, "b", 2, "c", 1), tenant.results(id));
    await("the log is kept").atMost(PATIENCE).until(() -> tenant.logs(id).contains("begun"));
    await("the audit is told")
        .atMost(PATIENCE)
        .until(() -> all("sks.audit").contains(tenant.name()));
    String token = tenant.token();
    tenant.signOut();
    var doors =
        Map.of(
            "ui-service",
            "/v1/jobs/" + id,
            "auth-service",
            "/v1/me",
            "manager-service",
            "/v1/data",
            "log-service",
            "/v1/jobs/" + id + "/logs");
    doors.forEach(
        (service, path) ->
            await(service + " hears of the session's end")
                .atMost(PATIENCE)
                .until(() -> status(stack.url(service) + path, token) == 401));
  }

  @Test
  void theServicesListenWithTls() {
    await("both listen")
        .atMost(PATIENCE)
        .until(
            () ->
                stack.channels().containsAll(Set.of("LISTEN \"sks_jobs\"", "LISTEN \"sks_logs\"")));
  }

  @Test
  void whoCannotReadSomethingMaySaySo() throws Exception {
    var poisoned = List.of("sks.commands", "sks.job-events", "sks.job-logs");
    try (var producer = producer(stack.asOwner())) {
      for (String topic : poisoned) {
        producer.send(new ProducerRecord<>(topic, 0, "key", "poison")).get(30, TimeUnit.SECONDS);
      }
    }
    for (String topic : poisoned) {
      await("a dead letter of " + topic)
          .atMost(PATIENCE)
          .until(() -> all("sks.dead-letters").contains("\"topic\":\"" + topic + "\""));
    }
  }

  /** What is refused is tried again or done without: only the logs tell. */
  @AfterAll
  static void nothingWasRefusedToTheServices() {
    try {
      assertEquals(
          List.of(),
          stack.logLines().stream()
              .filter(
                  line -> line.contains("AuthorizationException") || line.contains("authorized"))
              .toList());
    } finally {
      stack.close();
    }
  }

  @Test
  void nobodyReadsWhatIsNotTheirs() {
    for (String principal : rights.principals()) {
      var config = new HashMap<>(stack.as(principal));
      config.put("allow.auto.create.topics", false);
      try (var consumer =
          new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
        for (String topic : rights.without(principal, TOPIC, READ)) {
          var partition = new TopicPartition(topic, 0);
          consumer.assign(List.of(partition));
          assertThrows(
              TopicAuthorizationException.class,
              () -> {
                consumer.seek(partition, 0);
                consumer.poll(Duration.ofSeconds(60));
              },
              principal + " reads " + topic);
        }
      }
    }
  }

  @Test
  void nobodyWritesWhatIsNotTheirs() {
    for (String principal : rights.principals()) {
      try (var producer = producer(stack.as(principal))) {
        for (String topic : rights.without(principal, TOPIC, WRITE)) {
          refused(
              producer.send(new ProducerRecord<>(topic, 0, "key", "value")),
              principal + " writes " + topic);
        }
      }
    }
  }

  @Test
  void nobodyMakesTopicsOrAsksForGroupsThatAreNotTheirs() {
    for (String principal : rights.principals()) {
      try (var admin = Admin.create(stack.as(principal))) {
        for (String topic : rights.without(principal, TOPIC, CREATE)) {
          var made =
              admin.createTopics(
                  List.of(new NewTopic(topic, Optional.empty(), Optional.empty())),
                  new CreateTopicsOptions().validateOnly(true));
          refused(made.all(), principal + " makes " + topic);
        }
        for (String group : rights.without(principal, GROUP, READ)) {
          refused(
              admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
              principal + " asks for " + group);
        }
        refused(admin.describeAcls(AclBindingFilter.ANY).values(), principal);
      }
    }
  }

  private static void refused(Future<?> answer, String what) {
    var failure =
        assertThrows(ExecutionException.class, () -> answer.get(30, TimeUnit.SECONDS), what);
    assertInstanceOf(AuthorizationException.class, failure.getCause(), what);
  }

  private static int status(String url, String token) {
    return RestAssured.given().auth().oauth2(token).get(url).statusCode();
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> connection) {
    var config = new HashMap<>(connection);
    config.put("enable.idempotence", false);
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  /** What is in the topic's first partition now. */
  private static String all(String topic) {
    try (var consumer =
        new KafkaConsumer<>(stack.asOwner(), new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      var text = new StringBuilder();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> text.append(record.value()));
      }
      return text.toString();
    }
  }
}
