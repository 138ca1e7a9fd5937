package dev.sks.st;

import dev.sks.embedded.EmbeddedStack;
import dev.sks.embedded.ParallelStart;
import dev.sks.embedded.RunningComponent;
import dev.sks.embedded.directory.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** The four services, each with its own user of stores that speak TLS only. */
final class SecuredStack implements Stack, AutoCloseable {

  private static final int ITERATIONS = 4096;

  /** A service, its user of Kafka, and its database and user of PostgreSQL. */
  private enum Part {
    UI("ui-service", "SKS_UI_PORT", "sks-ui", "sks_ui"),
    MANAGER("manager-service", "SKS_MANAGER_PORT", "sks-manager", null),
    LOGS("log-service", "SKS_LOGS_PORT", "sks-logs", "sks_logs"),
    AUTH("auth-service", "SKS_AUTH_PORT", "sks-auth", "sks_auth");

    private final String service;
    private final String port;
    private final String principal;
    private final String database;

    Part(String service, String port, String principal, String database) {
      this.service = service;
      this.port = port;
      this.principal = principal;
      this.database = database;
    }
  }

  private final DataDirectory home;
  private final EmbeddedStack stores;
  private final String password = UUID.randomUUID().toString();
  private final String firstSecret = UUID.randomUUID().toString();
  private final List<RunningComponent> services = new ArrayList<>();

  private SecuredStack(Path directory) {
    home = DataDirectory.open(directory);
    stores =
        EmbeddedStack.in(home)
            .withPostgres("sks_auth", "sks_ui", "sks_logs")
            .withKafka()
            .withEtcd()
            .withTls()
            .start();
  }

  /** Starts the stores, gives these rights to their users, and starts the services. */
  static SecuredStack start(Path directory, KafkaRights rights) throws Exception {
    var stack = new SecuredStack(directory);
    try {
      stack.makeUsers(rights);
      stack.makeOwners();
      stack.startServices();
      return stack;
    } catch (Exception e) {
      stack.close();
      throw e;
    }
  }

  private void makeUsers(KafkaRights rights) throws Exception {
    var credentials =
        rights.principals().stream()
            .<UserScramCredentialAlteration>map(
                user ->
                    new UserScramCredentialUpsertion(
                        user,
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                        password))
            .toList();
    try (var admin = Admin.create(asOwner())) {
      admin.alterUserScramCredentials(credentials).all().get();
      admin.createAcls(rights.bindings()).all().get();
    }
  }

  private void makeOwners() throws SQLException {
    try (var connection = postgres();
        var statement = connection.createStatement()) {
      for (Part part : Part.values()) {
        if (part.database != null) {
          statement.execute(
              "create role %s login password '%s'".formatted(part.database, password));
          statement.execute("alter database %1$s owner to %1$s".formatted(part.database));
        }
      }
    }
  }

  private Connection postgres() throws SQLException {
    var postgres = stores.postgres();
    String url =
        "jdbc:postgresql://%s:%d/postgres?sslmode=verify-full&sslrootcert=%s"
            .formatted(postgres.host(), postgres.port(), stores.tls().ca());
    return DriverManager.getConnection(url, postgres.user(), postgres.password());
  }

  /** The channels somebody LISTENs to, each on a connection with TLS. */
  Set<String> channels() throws SQLException {
    var channels = new HashSet<String>();
    try (var connection = postgres();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select query from pg_stat_activity join pg_stat_ssl using (pid)"
                        + " where ssl and query like 'LISTEN %'")) {
      while (rows.next()) {
        channels.add(rows.getString(1));
      }
    }
    return channels;
  }

  private void startServices() throws IOException {
    Files.createDirectories(home.resolve("data"));
    Files.createDirectories(home.resolve("work"));
    Files.writeString(home.resolve("first-admin"), firstSecret);
    services.addAll(
        ParallelStart.of(
            List.of(Part.values()).stream()
                .map(
                    part ->
                        new ServiceProcess(part.service, home, address(part), environment(part)))
                .toList()));
  }

  private Map<String, String> environment(Part part) {
    var tls = stores.tls();
    var values = new HashMap<String, String>();
    for (Part each : Part.values()) {
      values.put(each.port, Integer.toString(home.ports().of(each.service)));
    }
    values.put("SKS_UI_METRICS_PORT", Integer.toString(home.ports().of("ui-metrics")));
    values.put("SKS_PUBLIC_URL", url());
    values.put("SKS_AUTH_URL", address(Part.AUTH));
    values.put("SKS_MANAGER_URL", address(Part.MANAGER));
    values.put("SKS_LOGS_URL", address(Part.LOGS));
    values.put("SKS_STATE_DIR", home.resolve("state").toString());
    values.put("SKS_KEY_FILE", home.resolve("auth.key").toString());
    values.put("SKS_FIRST_ADMIN_SECRET_FILE", home.resolve("first-admin").toString());
    values.put("SKS_DATA_DIR", home.resolve("data").toString());
    values.put("SKS_WORK_DIR", home.resolve("work").toString());
    values.put("SKS_ENGINE_HOME", StandaloneStack.ROOT.resolve("engine/target/engine").toString());
    values.put("SKS_MANAGER_ID", "secured");
    values.put("SKS_LIFELINE_PID", Long.toString(ProcessHandle.current().pid()));
    values.put("SKS_KAFKA", stores.kafka().bootstrapServers());
    values.put("SKS_KAFKA_SECURITY", "SASL_SSL");
    values.put("SKS_KAFKA_CA_FILE", tls.ca().toString());
    values.put("SKS_KAFKA_USER", part.principal);
    values.put("SKS_KAFKA_PASSWORD", password);
    values.put("SKS_ETCD", stores.etcd().endpoint());
    values.put("SKS_ETCD_CA_FILE", tls.ca().toString());
    values.put("SKS_ETCD_CERT_FILE", tls.client().certificate().toString());
    values.put("SKS_ETCD_KEY_FILE", tls.client().key().toString());
    if (part.database != null) {
      values.put("SKS_POSTGRES", stores.postgres().host() + ":" + stores.postgres().port());
      values.put("SKS_POSTGRES_CA_FILE", tls.ca().toString());
      values.put("SKS_POSTGRES_USER", part.database);
      values.put("SKS_POSTGRES_PASSWORD", password);
    }
    return values;
  }

  private String address(Part part) {
    return url(part.service);
  }

  /** The configuration of a client of Kafka that is the owner of all. */
  Map<String, Object> asOwner() {
    return as(stores.tls().user(), stores.tls().password());
  }

  /** The same for one of the users with rights. */
  Map<String, Object> as(String principal) {
    return as(principal, password);
  }

  private Map<String, Object> as(String user, String secret) {
    return Map.of(
        "bootstrap.servers",
        stores.kafka().bootstrapServers(),
        "security.protocol",
        "SASL_SSL",
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        stores.tls().ca().toString(),
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, secret));
  }

  @Override
  public String url() {
    return address(Part.UI);
  }

  /** The internal address of one of the services. */
  String url(String service) {
    return "http://127.0.0.1:" + home.ports().of(service);
  }

  /** What the services logged. */
  List<String> logLines() {
    var lines = new ArrayList<String>();
    for (Part part : Part.values()) {
      try {
        Files.readAllLines(home.resolve("logs").resolve(part.service + ".log"))
            .forEach(line -> lines.add(part.service + " " + line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lines;
  }

  @Override
  public String adminPassword() {
    String chosen = UUID.randomUUID().toString();
    Tenant.changeSecret(url(), "admin", firstSecret, chosen);
    return chosen;
  }

  @Override
  public void close() {
    services.forEach(RunningComponent::close);
    stores.close();
  }
}
