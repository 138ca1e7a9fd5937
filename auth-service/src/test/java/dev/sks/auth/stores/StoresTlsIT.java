package dev.sks.auth.stores;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.revocation.EndedSessions;
import dev.sks.base.stores.Brokers;
import dev.sks.contract.Topics;
import dev.sks.embedded.tls.Authority;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service with stores that speak TLS only, and what others get of those stores. */
@QuarkusTest
@TestProfile(TlsProfile.class)
class StoresTlsIT {

  private static final String JDBC = "quarkus.datasource.jdbc.";

  private static final String REACTIVE = "quarkus.datasource.reactive.";

  @TempDir static Path folder;

  @Inject Brokers brokers;
  @Inject EndedSessions ended;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private static String config(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  /** As the migration connects, but for what is given. */
  private static void connect(Map<String, String> others) throws SQLException {
    var properties = new Properties();
    properties.put("user", config("quarkus.datasource.username"));
    properties.put("password", config("quarkus.datasource.password"));
    for (String name : List.of("sslmode", "sslrootcert")) {
      properties.put(name, config(JDBC + "additional-jdbc-properties." + name));
    }
    properties.putAll(others);
    DriverManager.getConnection(config(JDBC + "url"), properties).close();
  }

  private static String refusal(Map<String, String> others) {
    return assertThrows(SQLException.class, () -> connect(others)).getMessage();
  }

  /** Asks Kafka for its topics, as our clients do but for what is given. */
  private void listTopics(Map<String, String> others) throws Exception {
    try (var admin = Admin.create(brokers.with(others))) {
      admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }
  }

  private Throwable refusedByKafka(Map<String, String> others) {
    return assertThrows(ExecutionException.class, () -> listTopics(others)).getCause();
  }

  @Test
  void whatHappensGoesThroughBothStores() {
    String name = newUser(Map.of());
    var tenants = new HashSet<String>();
    try (var consumer =
        new KafkaConsumer<>(
            brokers.with(Map.of()), new StringDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition(Topics.TENANTS_NAME, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInSameThread()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(state -> tenants.add(state.key()));
                return tenants.contains(name);
              });
    }
    int before = ended.count();
    String refreshToken = signIn(name, PASSWORD).statusCode(200).extract().path("refreshToken");
    post("/v1/sessions/sign-out", Map.of("refreshToken", refreshToken)).statusCode(204);
    await().atMost(Duration.ofSeconds(30)).until(() -> ended.count() > before);
  }

  @Test
  void noConnectionToPostgresIsPlain() {
    var rows =
        pool.query(
                "select count(*) filter (where not ssl) from pg_stat_ssl s join pg_stat_activity a"
                    + " using (pid) where a.backend_type = 'client backend'")
            .execute()
            .await()
            .atMost(Duration.ofSeconds(60));
    assertEquals(0, rows.iterator().next().getLong(0));
  }

  @Test
  void postgresLetsNobodyInWithoutTlsOrPassword() throws SQLException {
    connect(Map.of());
    assertThat(refusal(Map.of("sslmode", "disable")), containsString("no encryption"));
    assertThat(refusal(Map.of("password", "wrong")), containsString("password"));
  }

  @Test
  void aPostgresOfAnotherAuthorityIsNotSpokenTo() {
    String another = Authority.in(folder.resolve("strangers")).certificate().toString();
    assertThat(refusal(Map.of("sslrootcert", another)), containsString("SSL error"));
    assertEquals(
        config("quarkus.datasource.reactive.trust-certificate-pem.certs"),
        config(JDBC + "additional-jdbc-properties.sslrootcert"));
  }

  /** As the service's own pool connects, but for the authority. */
  private void connectReactively(String authority) {
    var address = config("SKS_POSTGRES").split(":");
    var options =
        new PgConnectOptions()
            .setHost(address[0])
            .setPort(Integer.parseInt(address[1]))
            .setDatabase("sks_auth")
            .setUser(config("quarkus.datasource.username"))
            .setPassword(config("quarkus.datasource.password"))
            .setSslMode(SslMode.of(config(REACTIVE + "postgresql.ssl-mode")))
            .setHostnameVerificationAlgorithm(config(REACTIVE + "hostname-verification-algorithm"))
            .setPemTrustOptions(new PemTrustOptions().addCertPath(authority));
    PgConnection.connect(vertx, options)
        .chain(PgConnection::close)
        .await()
        .atMost(Duration.ofSeconds(60));
  }

  @Test
  void theReactiveClientDoesNotSpeakToOneEither() {
    connectReactively(config(REACTIVE + "trust-certificate-pem.certs"));
    String another = Authority.in(folder.resolve("unknown")).certificate().toString();
    var refusal = assertThrows(RuntimeException.class, () -> connectReactively(another));
    assertThat(refusal.toString(), containsString("SSL"));
  }

  @Test
  void kafkaLetsNobodyInWithoutTlsOrPassword() throws Exception {
    listTopics(Map.of());
    assertInstanceOf(
        TimeoutException.class,
        refusedByKafka(
            Map.of(
                "security.protocol",
                "PLAINTEXT",
                "default.api.timeout.ms",
                "4000",
                "request.timeout.ms",
                "3000")));
    String login = brokers.with(Map.of()).get("sasl.jaas.config").toString();
    assertTrue(login.contains("password=\""), "there is a password");
    String wrong = login.replaceFirst("password=\"[^\"]*\"", "password=\"wrong\"");
    assertInstanceOf(
        SaslAuthenticationException.class, refusedByKafka(Map.of("sasl.jaas.config", wrong)));
  }

  @Test
  void aKafkaOfAnotherAuthorityIsNotSpokenTo() {
    String another = Authority.in(folder.resolve("others")).certificate().toString();
    assertInstanceOf(
        SslAuthenticationException.class,
        refusedByKafka(Map.of("ssl.truststore.location", another)));
  }
}
