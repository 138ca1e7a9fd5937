package dev.sks.ui.played;

import dev.sks.base.json.BusJson;
import dev.sks.contract.Command;
import dev.sks.contract.CommandAnswer;
import dev.sks.contract.CommandAnswer.Outcome;
import dev.sks.contract.JobSpec;
import dev.sks.contract.JobState;
import dev.sks.contract.JobStateChanged;
import dev.sks.contract.JobStatus;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Topics;
import dev.sks.contract.Topics.Topic;
import dev.sks.contract.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The manager's side of the bus. It refuses jobs named {@code refused}, is deaf to the first
 * command of those named {@code deaf}, and queues all others.
 */
public final class PlayedManager implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final Queue<Command> heard = new ConcurrentLinkedQueue<>();
  private final Map<String, JobSpec> specs = new ConcurrentHashMap<>();
  private volatile boolean closed;

  public PlayedManager() {
    Map<String, Object> config = Map.of("bootstrap.servers", brokers());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers(), "max.request.size", 4 * 1024 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var partitions =
        IntStream.range(0, Topics.COMMANDS.partitions())
            .mapToObj(i -> new TopicPartition(Topics.COMMANDS_NAME, i))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // The seek is made when a position is asked for: before anybody sends a command.
    partitions.forEach(consumer::position);
    thread = new Thread(this::listen, "played-manager");
    thread.start();
  }

  public static String brokers() {
    return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
  }

  public List<Command> heardOf(String job) {
    return heard.stream().filter(command -> command.job().equals(job)).toList();
  }

  public void publish(String tenant, String job, long generation, JobState state) {
    publishAfter(job, tenant, job, generation, state);
  }

  /** Under the key of another job, so that it is read after that one's events. */
  public void publishAfter(
      String other, String tenant, String job, long generation, JobState state) {
    var now = Instant.now();
    var status =
        new JobStatus(
            state,
            1,
            generation,
            now,
            null,
            null,
            state.isTerminal() ? now : null,
            null,
            null,
            null,
            null,
            List.of());
    send(
        Topics.JOB_EVENTS,
        other,
        new JobStateChanged(job, tenant, "user-of-" + tenant, now, specs.get(job), status));
  }

  /** The spec that events of a job without a command carry. */
  public void know(String job, JobSpec spec) {
    specs.put(job, spec);
  }

  public void send(Topic topic, String key, Object value) {
    sendRaw(topic, key, BusJson.write(value));
  }

  public void sendRaw(Topic topic, String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic.name(), key.getBytes(), value));
    producer.flush();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
    producer.close();
  }

  private void listen() {
    try (consumer) {
      while (!closed) {
        for (var item : consumer.poll(Duration.ofMillis(100))) {
          hear(BusJson.read(item.value(), Command.class));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear(Command command) {
    boolean first = heardOf(command.job()).isEmpty();
    heard.add(command);
    if (command instanceof Command.SubmitJob submit) {
      specs.put(submit.job(), submit.spec());
      submitted(submit, first);
    } else {
      publish(command.tenant(), command.job(), 100, JobState.CANCELLED);
      answer(command, Outcome.APPLIED, null);
    }
  }

  private void submitted(Command.SubmitJob submit, boolean first) {
    String name = submit.spec().name();
    if (name.equals("refused")) {
      answer(
          submit,
          Outcome.REFUSED,
          ProblemType.INVALID_PROGRAM.with(
              "The mapper has a syntax error.",
              List.of(new Violation("program.mapper", "invalid syntax", 3))));
    } else if (!name.equals("deaf") || !first) {
      publish(submit.tenant(), submit.job(), 1, JobState.QUEUED);
      answer(submit, first ? Outcome.APPLIED : Outcome.UNCHANGED, null);
    }
  }

  private void answer(Command command, Outcome outcome, Problem problem) {
    send(
        Topics.COMMAND_ANSWERS,
        command.job(),
        new CommandAnswer(command.command(), command.job(), command.tenant(), outcome, problem));
  }
}
