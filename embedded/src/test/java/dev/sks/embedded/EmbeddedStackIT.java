package dev.sks.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.embedded.directory.DataDirectory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStackIT {
  private static final String KEY = "Zm9v";
  private static final String VALUE = "YmFy";

  @TempDir Path directory;

  @Test
  void secondStartFindsTheDataAndThePortsOfTheFirst() throws Exception {
    String broker;
    try (EmbeddedStack stack = all()) {
      broker = stack.kafka().bootstrapServers();
      try (Admin admin = Admin.create(client(stack))) {
        admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1))).all().get();
      }
      try (Connection connection = connect(stack);
          var statement = connection.createStatement()) {
        statement.execute("create table kept as select 42 as answer");
      }
      etcd(stack, "put", "{\"key\":\"" + KEY + "\",\"value\":\"" + VALUE + "\"}");
      stack.component("kafka").kill();
      stack.component("kafka").restart();
      stack.component("postgres").kill();
      stack.component("etcd").kill();
    }
    try (EmbeddedStack stack = all()) {
      assertEquals(broker, stack.kafka().bootstrapServers());
      try (Admin admin = Admin.create(client(stack))) {
        assertEquals(Set.of("kept"), admin.listTopics().names().get(60, TimeUnit.SECONDS));
      }
      try (Connection connection = connect(stack);
          var rows = connection.createStatement().executeQuery("select answer from kept")) {
        assertTrue(rows.next());
        assertEquals(42, rows.getInt(1));
      }
      assertTrue(etcd(stack, "range", "{\"key\":\"" + KEY + "\"}").contains(VALUE));
      assertDurable(stack);
    }
  }

  @Test
  void openDoorTellsItsNameAndAsksForThePasswordOfTheFile() throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "given-by-others\n");
    var door = new Door("127.0.0.1", "localhost");
    try (EmbeddedStack stack =
        EmbeddedStack.in(directory.resolve("stores"))
            .behind(door)
            .postgresPassword(file)
            .withPostgres("two-words")
            .withKafka()
            .start()) {
      try (Admin admin = Admin.create(client(stack))) {
        var nodes = admin.describeCluster().nodes().get(60, TimeUnit.SECONDS);
        assertEquals(List.of("localhost"), nodes.stream().map(Node::host).toList());
      }
      connect(stack, "given-by-others").close();
      var refusal = assertThrows(SQLException.class, () -> connect(stack, "guessed"));
      assertEquals("28P01", refusal.getSQLState());
    }
  }

  @Test
  void directoryIsForOneLauncher() {
    try (DataDirectory held = DataDirectory.open(directory)) {
      var refusal =
          assertThrows(
              IllegalStateException.class, () -> EmbeddedStack.in(directory).withEtcd().start());
      assertTrue(refusal.getMessage().contains("is in use by"), refusal.getMessage());
    }
  }

  @Test
  void takenPortIsNamedWithItsOwner() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      var builder = EmbeddedStack.in(directory).withEtcd().port("etcd", port);
      String message = assertThrows(RuntimeException.class, builder::start).getMessage();
      assertTrue(message.contains("Port " + port + " of etcd is not free"), message);
      assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
    }
  }

  private EmbeddedStack all() {
    return EmbeddedStack.in(directory)
        .withPostgres("one", "two-words")
        .withKafka()
        .withEtcd()
        .start();
  }

  private static void assertDurable(EmbeddedStack stack) throws Exception {
    try (Connection connection = connect(stack);
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select current_setting('fsync'), current_setting('synchronous_commit')")) {
      assertTrue(rows.next());
      assertEquals("on on", rows.getString(1) + " " + rows.getString(2));
    }
  }

  private static Properties client(EmbeddedStack stack) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", stack.kafka().bootstrapServers());
    return properties;
  }

  private static Connection connect(EmbeddedStack stack) throws SQLException {
    return connect(stack, stack.postgres().password());
  }

  private static Connection connect(EmbeddedStack stack, String password) throws SQLException {
    var postgres = stack.postgres();
    return DriverManager.getConnection(
        "jdbc:postgresql://" + postgres.host() + ":" + postgres.port() + "/two-words",
        postgres.user(),
        password);
  }

  private static String etcd(EmbeddedStack stack, String call, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(stack.etcd().endpoint() + "/v3/kv/" + call))
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }
}
