package dev.sks.embedded.postgres;

import dev.sks.embedded.Component;
import dev.sks.embedded.Door;
import dev.sks.embedded.Trees;
import dev.sks.embedded.directory.DataDirectory;
import dev.sks.embedded.process.ChildSpec;
import dev.sks.embedded.process.Command;
import dev.sks.embedded.tls.StoreTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** PostgreSQL; databases are created if absent. */
public final class Postgres implements Component {
  private static final String HOST = "127.0.0.1";
  private static final String USER = "sks";

  private final DataDirectory home;
  private final Door door;
  private final Set<String> databases;
  private final Path data;
  private final SuperuserPassword password;
  private final Optional<StoreTls> tls;

  public Postgres(
      DataDirectory home,
      Door door,
      Set<String> databases,
      Optional<Path> passwordFile,
      Optional<StoreTls> tls) {
    this.home = home;
    this.door = door;
    this.databases = databases;
    this.tls = tls;
    this.data = home.resolve("postgres");
    this.password = new SuperuserPassword(passwordFile.orElse(home.resolve("postgres.password")));
  }

  public String host() {
    return HOST;
  }

  public int port() {
    return home.ports().of(name());
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password.value();
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public void prepare() {
    home.ports().claim(name(), door.bind());
    if (Files.isDirectory(data)) {
      return;
    }
    Path draft = home.resolve("postgres.new");
    Trees.delete(draft);
    List<String> command = unprivileged("initdb");
    command.addAll(List.of("-D", draft.toString(), "-U", USER));
    command.addAll(List.of("--pwfile", password.made().toString(), "--auth", "scram-sha-256"));
    command.addAll(List.of("-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"));
    new Command(home.resolve("logs").resolve("postgres-init.log"), home.path())
        .run("initdb of PostgreSQL", Duration.ofMinutes(2), command);
    try {
      Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ChildSpec command() {
    List<String> command = unprivileged("postgres");
    command.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port())));
    setting(command, "listen_addresses", door.bind());
    tls.ifPresent(
        files -> {
          setting(command, "ssl", "on");
          setting(command, "ssl_cert_file", files.server().certificate().toString());
          setting(command, "ssl_key_file", files.server().key().toString());
        });
    if (!door.isLoopback() || tls.isPresent()) {
      setting(command, "hba_file", accessRules().toString());
    }
    setting(command, "unix_socket_directories", "");
    setting(command, "fsync", "on");
    setting(command, "synchronous_commit", "on");
    setting(command, "shared_buffers", "64MB");
    setting(command, "max_connections", "120");
    // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
    return new ChildSpec(name(), home.path(), command).stoppedBy("INT", Duration.ofSeconds(20));
  }

  /** initdb's own let only loopback in, and without TLS. */
  private Path accessRules() {
    try {
      Path file = home.resolve("run").resolve("pg_hba.conf");
      Files.createDirectories(file.getParent());
      return Files.writeString(
          file, (tls.isPresent() ? "hostssl" : "host") + " all all all scram-sha-256\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write PostgreSQL's access rules", e);
    }
  }

  private static void setting(List<String> command, String name, String value) {
    command.add("-c");
    command.add(name + "=" + value);
  }

  /** PostgreSQL refuses to run as root: a user namespace makes root nobody there. */
  private static List<String> unprivileged(String program) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(PostgresBinaries.unpacked().resolve("bin").resolve(program).toString());
    return command;
  }

  @Override
  public boolean ready() {
    try (Connection connection = connect()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void firstReady() {
    try (Connection connection = connect()) {
      for (String database : databases) {
        create(connection, database);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Could not create the databases " + databases, e);
    }
  }

  private static void create(Connection connection, String database) throws SQLException {
    try (var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, database);
      if (query.executeQuery().next()) {
        return;
      }
    }
    try (var statement = connection.createStatement()) {
      statement.execute("create database " + statement.enquoteIdentifier(database, true));
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "10");
    tls.ifPresent(
        files -> {
          properties.setProperty("sslmode", "verify-full");
          properties.setProperty("sslrootcert", files.ca().toString());
        });
    return DriverManager.getConnection(
        "jdbc:postgresql://" + HOST + ":" + port() + "/postgres", properties);
  }
}
