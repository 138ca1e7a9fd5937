package dev.sks.manager;

import dev.sks.base.json.BusJson;
import dev.sks.contract.Command;
import dev.sks.contract.CommandAnswer;
import dev.sks.contract.DeadLetter;
import dev.sks.contract.JobIds;
import dev.sks.contract.JobProgress;
import dev.sks.contract.JobSpec;
import dev.sks.contract.JobState;
import dev.sks.contract.JobStateChanged;
import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.Program;
import dev.sks.contract.RunPolicy;
import dev.sks.contract.Shards;
import dev.sks.contract.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The other side of the bus: sends commands and collects what the manager says. */
public final class Gateway implements AutoCloseable {

  public static final String TENANT = "acme";

  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<CommandAnswer> answers = new ArrayList<>();
  private final List<JobStateChanged> events = new ArrayList<>();
  private final List<JobProgress> progress = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  public Gateway(String brokers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                brokers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(
        List.of(
            Topics.COMMAND_ANSWERS_NAME,
            Topics.JOB_EVENTS_NAME,
            Topics.JOB_PROGRESS_NAME,
            Topics.DEAD_LETTERS_NAME));
  }

  public static JobSpec spec(String input, RunPolicy policy) {
    return new MapReduceSpec(
        "count",
        null,
        new Program.Python("def mapper(w): return []", "def reducer(e): return {}", null),
        List.of(input),
        1,
        1,
        null,
        policy,
        null);
  }

  public static RunPolicy policy(Duration runTimeout, int maxAttempts) {
    return new RunPolicy(null, runTimeout, maxAttempts, Duration.ofMillis(100), null);
  }

  public String submit(JobSpec spec) {
    String job = JobIds.next(System.currentTimeMillis());
    submit(job, spec);
    return job;
  }

  public String submit(String job, JobSpec spec) {
    String command = UUID.randomUUID().toString();
    send(new Command.SubmitJob(command, job, TENANT, "ann", Instant.now(), spec));
    return command;
  }

  public String cancel(String job) {
    String command = UUID.randomUUID().toString();
    send(new Command.CancelJob(command, job, TENANT, "ann", Instant.now(), "not needed"));
    return command;
  }

  public void send(Command command) {
    sendBytes(command.job(), BusJson.write(command));
  }

  public void sendBytes(String key, byte[] value) {
    producer.send(new ProducerRecord<>(Topics.COMMANDS_NAME, Shards.of(TENANT), key, value));
    producer.flush();
  }

  /** The first answer to a command. */
  public CommandAnswer answer(String command) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              poll();
              return answers.stream().filter(a -> a.command().equals(command)).findFirst();
            },
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  /** All events of a job, once one tells of this state. */
  public List<JobStateChanged> eventsUntil(String job, JobState state) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              poll();
              return of(job).stream().anyMatch(e -> e.status().state() == state);
            });
    return of(job);
  }

  public List<DeadLetter> deadLetters() {
    poll();
    return List.copyOf(deadLetters);
  }

  public List<JobProgress> progress(String job) {
    poll();
    return progress.stream().filter(p -> p.job().equals(job)).toList();
  }

  private List<JobStateChanged> of(String job) {
    return events.stream().filter(e -> e.job().equals(job)).toList();
  }

  private void poll() {
    try {
      for (var record : consumer.poll(Duration.ofMillis(50))) {
        byte[] value = record.value();
        switch (record.topic()) {
          case Topics.COMMAND_ANSWERS_NAME -> answers.add(BusJson.read(value, CommandAnswer.class));
          case Topics.JOB_EVENTS_NAME -> events.add(BusJson.read(value, JobStateChanged.class));
          case Topics.JOB_PROGRESS_NAME -> progress.add(BusJson.read(value, JobProgress.class));
          default -> deadLetters.add(BusJson.read(value, DeadLetter.class));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
