package dev.sks.embedded;

import dev.sks.embedded.directory.DataDirectory;
import dev.sks.embedded.etcd.Etcd;
import dev.sks.embedded.kafka.Kafka;
import dev.sks.embedded.postgres.Postgres;
import dev.sks.embedded.tls.StoreTls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The stores that run now. Closing stops them in order and gives the directory free. */
public final class EmbeddedStack implements AutoCloseable {
  private final DataDirectory home;
  private final Optional<StoreTls> tls;
  private final Optional<Postgres> postgres;
  private final Optional<Kafka> kafka;
  private final Optional<Etcd> etcd;
  private final List<RunningComponent> running;

  EmbeddedStack(
      DataDirectory home,
      Optional<StoreTls> tls,
      Optional<Postgres> postgres,
      Optional<Kafka> kafka,
      Optional<Etcd> etcd,
      List<RunningComponent> running) {
    this.home = home;
    this.tls = tls;
    this.postgres = postgres;
    this.kafka = kafka;
    this.etcd = etcd;
    this.running = running;
  }

  /** Data and logs live in this directory and are found again by the next start. */
  public static StackBuilder in(Path directory) {
    return new StackBuilder(() -> DataDirectory.open(directory));
  }

  /** As {@link #in(Path)}, in a directory that is open already; closing the stack closes it. */
  public static StackBuilder in(DataDirectory home) {
    return new StackBuilder(() -> home);
  }

  /** What it takes to enter stores that speak TLS only. */
  public StoreTls tls() {
    return tls.orElseThrow();
  }

  public Postgres postgres() {
    return postgres.orElseThrow();
  }

  public Kafka kafka() {
    return kafka.orElseThrow();
  }

  public Etcd etcd() {
    return etcd.orElseThrow();
  }

  /** The processes, in the order in which they are stopped. */
  public List<RunningComponent> components() {
    return running;
  }

  /** The process of that name: {@code postgres}, {@code kafka} or {@code etcd}. */
  public RunningComponent component(String name) {
    return running.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  public void stop() {
    running.forEach(RunningComponent::close);
    home.close();
  }

  @Override
  public void close() {
    stop();
  }
}
