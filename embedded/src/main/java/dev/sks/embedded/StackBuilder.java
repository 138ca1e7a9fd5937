package dev.sks.embedded;

import dev.sks.embedded.directory.DataDirectory;
import dev.sks.embedded.etcd.Etcd;
import dev.sks.embedded.kafka.Kafka;
import dev.sks.embedded.postgres.Postgres;
import dev.sks.embedded.tls.StoreTls;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a stack shall hold. */
public final class StackBuilder {
  private final Supplier<DataDirectory> directory;
  private final Set<String> databases = new LinkedHashSet<>();
  private final Map<String, Integer> fixedPorts = new LinkedHashMap<>();
  private Door door = Door.LOOPBACK;
  private Optional<Path> postgresPassword = Optional.empty();
  private boolean withPostgres;
  private boolean withKafka;
  private boolean withEtcd;
  private boolean withTls;

  StackBuilder(Supplier<DataDirectory> directory) {
    this.directory = directory;
  }

  /** PostgreSQL, with these databases created if absent. */
  public StackBuilder withPostgres(String... names) {
    withPostgres = true;
    databases.addAll(List.of(names));
    return this;
  }

  public StackBuilder withKafka() {
    withKafka = true;
    return this;
  }

  public StackBuilder withEtcd() {
    withEtcd = true;
    return this;
  }

  /** All of them speak TLS only and let nobody in without credentials. */
  public StackBuilder withTls() {
    withTls = true;
    return this;
  }

  /** A fixed port for {@code postgres}, {@code kafka} or {@code etcd}. */
  public StackBuilder port(String name, int port) {
    fixedPorts.put(name, port);
    return this;
  }

  /** Lets others than processes of this machine in. */
  public StackBuilder behind(Door open) {
    door = open;
    return this;
  }

  /** A file with the password PostgreSQL's first start shall set, instead of a random one. */
  public StackBuilder postgresPassword(Path file) {
    postgresPassword = Optional.of(file);
    return this;
  }

  /** Starts all in parallel and returns when all serve; if one does not, nothing is left. */
  public EmbeddedStack start() {
    DataDirectory home = directory.get();
    fixedPorts.forEach(home.ports()::fix);
    Optional<StoreTls> tls =
        withTls
            ? Optional.of(StoreTls.in(home.resolve("tls"), UUID.randomUUID().toString()))
            : Optional.empty();
    Optional<Postgres> postgres =
        withPostgres
            ? Optional.of(new Postgres(home, door, databases, postgresPassword, tls))
            : Optional.empty();
    Optional<Kafka> kafka = withKafka ? Optional.of(new Kafka(home, door, tls)) : Optional.empty();
    Optional<Etcd> etcd = withEtcd ? Optional.of(new Etcd(home, door, tls)) : Optional.empty();
    List<Component> components =
        Stream.<Optional<? extends Component>>of(kafka, etcd, postgres)
            .<Component>flatMap(Optional::stream)
            .toList();
    try {
      return new EmbeddedStack(home, tls, postgres, kafka, etcd, ParallelStart.of(components));
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }
}
