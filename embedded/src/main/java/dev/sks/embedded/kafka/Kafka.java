package dev.sks.embedded.kafka;

import dev.sks.embedded.Component;
import dev.sks.embedded.Door;
import dev.sks.embedded.Trees;
import dev.sks.embedded.directory.DataDirectory;
import dev.sks.embedded.process.ChildSpec;
import dev.sks.embedded.process.Command;
import dev.sks.embedded.tls.StoreTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One Kafka broker that is its own controller. Topics are made by who produces to them. */
public final class Kafka implements Component {
  private static final String HOST = "127.0.0.1";
  private static final String CONTROLLER = "kafka-controller";

  /** Where a broker that speaks TLS to its clients talks to itself. */
  private static final String INTERNAL = "kafka-internal";

  /** Where it asks its clients for a certificate instead of a user. */
  private static final String CERTIFIED = "kafka-certified";

  private static final String JARS = "sks.embedded.kafka";
  private static final String CLUSTER_ID = "c2tzLXN0YW5kYWxvbmU0MQ";

  private final DataDirectory home;
  private final Door door;
  private final Optional<StoreTls> tls;

  public Kafka(DataDirectory home, Door door, Optional<StoreTls> tls) {
    this.home = home;
    this.door = door;
    this.tls = tls;
  }

  public String bootstrapServers() {
    return HOST + ":" + home.ports().of(name());
  }

  /** The same broker, which asks its clients for a certificate there. */
  public String certifiedServers() {
    return HOST + ":" + home.ports().of(CERTIFIED);
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public void prepare() {
    home.ports().claim(name(), door.bind());
    home.ports().claim(CONTROLLER, HOST);
    tls.ifPresent(
        files -> {
          home.ports().claim(INTERNAL, HOST);
          home.ports().claim(CERTIFIED, HOST);
        });
    try {
      Files.createDirectories(run());
      Files.writeString(run().resolve("kafka-log4j2.xml"), resource("log4j2.xml"));
      Path data = home.resolve("kafka");
      if (!Files.isDirectory(data)) {
        Path draft = home.resolve("kafka.new");
        Trees.delete(draft);
        format(draft);
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
      }
      configure(data, "kafka.properties");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not prepare Kafka", e);
    }
  }

  private void format(Path data) throws IOException {
    Path configuration = configure(data, "kafka-format.properties");
    List<String> command = java("64m");
    command.addAll(List.of("kafka.tools.StorageTool", "format", "--standalone"));
    command.addAll(List.of("-t", CLUSTER_ID, "-c", configuration.toString()));
    tls.ifPresent(
        files ->
            command.addAll(
                List.of(
                    "--add-scram",
                    "SCRAM-SHA-512=[name=%s,password=%s]"
                        .formatted(files.user(), files.password()))));
    new Command(home.resolve("logs").resolve("kafka-format.log"), home.path())
        .run("Format of Kafka's storage", Duration.ofMinutes(1), command);
  }

  private Path configure(Path data, String file) throws IOException {
    String settings =
        (resource("server.properties") + listeners())
            .replace("@data@", data.toString())
            .replace("@broker@", door.bind() + ":" + home.ports().of(name()))
            .replace("@advertised@", door.name() + ":" + home.ports().of(name()))
            .replace("@controller@", HOST + ":" + home.ports().of(CONTROLLER));
    if (tls.isPresent()) {
      settings =
          settings
              .replace("@internal@", HOST + ":" + home.ports().of(INTERNAL))
              .replace("@certified@", certifiedServers())
              .replace("@keystore@", tls.get().server().both().toString())
              .replace("@truststore@", tls.get().ca().toString())
              .replace("@owner@", tls.get().user());
    }
    return Files.writeString(run().resolve(file), settings);
  }

  private String listeners() {
    return resource(tls.isPresent() ? "tls.properties" : "plain.properties");
  }

  @Override
  public ChildSpec command() {
    List<String> command = java("320m");
    command.addAll(List.of("kafka.Kafka", run().resolve("kafka.properties").toString()));
    return new ChildSpec(name(), home.path(), command).stoppedBy("TERM", Duration.ofSeconds(20));
  }

  private List<String> java(String heap) {
    Path program = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(program.toString(), "-Xmx" + heap));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.add("-Dlog4j2.configurationFile=" + run().resolve("kafka-log4j2.xml"));
    command.addAll(List.of("-cp", classPath()));
    return command;
  }

  /** The jars of the build's repository, or of the folder that an image has them in. */
  private static String classPath() {
    return Optional.ofNullable(System.getProperty(JARS))
        .map(folder -> folder + "/*")
        .orElseGet(() -> resource("kafka.classpath").strip());
  }

  @Override
  public boolean ready() {
    return MetadataProbe.sees(HOST, home.ports().of(tls.isPresent() ? INTERNAL : name()));
  }

  private Path run() {
    return home.resolve("run");
  }

  private static String resource(String name) {
    try (var stream = Kafka.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
