package dev.sks.embedded;

import dev.sks.embedded.tls.StoreTls;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Stores for a Quarkus test: {@code postgres} = databases (comma-separated), {@code kafka} and
 * {@code etcd} = {@code true}; {@code tls} = {@code true} for stores that speak TLS only, or {@code
 * certificates} if Kafka is to ask for one instead of a user. A directory a JVM, removed at the
 * end.
 */
public class StackResource implements QuarkusTestResourceLifecycleManager {
  private Map<String, String> wanted = Map.of();
  private Path directory;
  private EmbeddedStack stack;

  @Override
  public void init(Map<String, String> initArgs) {
    wanted = initArgs;
  }

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("sks-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StackBuilder builder = EmbeddedStack.in(directory);
    if (wanted.containsKey("postgres")) {
      builder.withPostgres(wanted.get("postgres").split(","));
    }
    if (Boolean.parseBoolean(wanted.get("kafka"))) {
      builder.withKafka();
    }
    if (Boolean.parseBoolean(wanted.get("etcd"))) {
      builder.withEtcd();
    }
    if (tls()) {
      builder.withTls();
    }
    stack = builder.start();
    return configuration();
  }

  private Map<String, String> configuration() {
    Map<String, String> values = new HashMap<>();
    if (wanted.containsKey("postgres")) {
      values.put("SKS_POSTGRES", stack.postgres().host() + ":" + stack.postgres().port());
      values.put("SKS_POSTGRES_USER", stack.postgres().user());
      values.put("SKS_POSTGRES_PASSWORD", stack.postgres().password());
    }
    if (Boolean.parseBoolean(wanted.get("kafka"))) {
      values.put("SKS_KAFKA", stack.kafka().bootstrapServers());
    }
    if (Boolean.parseBoolean(wanted.get("etcd"))) {
      values.put("SKS_ETCD", stack.etcd().endpoint());
    }
    if (tls()) {
      values.putAll(credentials(stack.tls()));
    }
    if (certificates()) {
      values.put("SKS_KAFKA", stack.kafka().certifiedServers());
      values.put("SKS_KAFKA_SECURITY", "SSL");
      values.put("SKS_KAFKA_KEY_FILE", stack.tls().client().both().toString());
      values.remove("SKS_KAFKA_USER");
      values.remove("SKS_KAFKA_PASSWORD");
    }
    return values;
  }

  private boolean tls() {
    return Boolean.parseBoolean(wanted.get("tls")) || certificates();
  }

  private boolean certificates() {
    return "certificates".equals(wanted.get("tls"));
  }

  private static Map<String, String> credentials(StoreTls tls) {
    return Map.of(
        "SKS_POSTGRES_CA_FILE", tls.ca().toString(),
        "SKS_KAFKA_SECURITY", "SASL_SSL",
        "SKS_KAFKA_CA_FILE", tls.ca().toString(),
        "SKS_KAFKA_USER", tls.user(),
        "SKS_KAFKA_PASSWORD", tls.password(),
        "SKS_ETCD_CA_FILE", tls.ca().toString(),
        "SKS_ETCD_CERT_FILE", tls.client().certificate().toString(),
        "SKS_ETCD_KEY_FILE", tls.client().key().toString());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(stack, new TestInjector.MatchesType(EmbeddedStack.class));
  }

  @Override
  public void stop() {
    if (stack != null) {
      stack.stop();
    }
    if (directory != null) {
      Trees.delete(directory);
    }
  }
}
