package dev.sks.auth.audit;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.patchUser;
import static dev.sks.auth.Door.signIn;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.auth.authorize.CodeFlow;
import dev.sks.base.json.BusJson;
import dev.sks.contract.AuditEvent;
import dev.sks.contract.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class AuditIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @Inject DataSource database;
  @Inject AuditStore store;

  /** An endpoint that is new has to be in one of the tables of {@link Administration}. */
  @Test
  void allThatChangesSomethingIsKnownHere() {
    var known = new TreeSet<>(Administration.OWN_MATTERS);
    known.addAll(
        Administration.cases().map(Administration.Case::operation).collect(Collectors.toSet()));
    assertEquals(known, Administration.changing());
  }

  static Stream<Administration.Case> administration() {
    return Administration.cases();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("administration")
  void everyChangeIsNoted(Administration.Case change) {
    var request = change.request().get();
    String token = admin();
    String before = audit("limit=1").extract().path("items[0].id");
    String answer =
        as(token)
            .header("X-Request-Id", "request-7")
            .body(request.body())
            .request(change.method(), request.path())
            .then()
            .statusCode(lessThan(300))
            .extract()
            .asString();
    var newest =
        audit("limit=1&action=" + change.action())
            .body("items[0].id", not(equalTo(before)))
            .body("items[0].action", equalTo(change.action()))
            .body("items[0].actor.name", equalTo("admin"))
            .body("items[0].actor.tenant", equalTo("admin"))
            .body("items[0].origin.address", equalTo("127.0.0.1"))
            .body("items[0].origin.requestId", equalTo("request-7"))
            .extract();
    for (String field : change.said()) {
      newest.response().then().body("items[0]", hasKey(field));
    }
    assertTrue(newest.<String>path("items[0].id").compareTo(before) > 0);
    secrets(answer).forEach(secret -> assertTrue(!newest.asString().contains(secret)));
  }

  @Test
  void whatWasRefusedOrChangedNothingIsNotNoted() {
    String name = newUser(Map.of());
    patchUser(name, false).then().statusCode(200);
    as(admin()).delete("/v1/tenants/" + name).then().statusCode(400);
    as(admin()).body(Map.of("name", name)).post("/v1/users").then().statusCode(409);
    audit("target=" + name).body("items.action", contains("user.create", "tenant.create"));
  }

  @Test
  void whatItWasBeforeAndAfterIsSaid() {
    String name = newUser(Map.of());
    as(admin())
        .body(Map.of("quota", Map.of("cpu", "3")))
        .patch("/v1/tenants/" + name)
        .then()
        .statusCode(200);
    audit("action=tenant.quota&target=" + name)
        .body("items", hasSize(1))
        .body("items[0].tenant", equalTo(name))
        .body("items[0].target.kind", equalTo("tenant"))
        .body("items[0].before.quota.cpu", equalTo("32"))
        .body("items[0].after.quota.cpu", equalTo("3"));
  }

  @Test
  void theKeysThatEndedWithAChangeAreSaid() {
    for (String request :
        List.of("disable", "reset", "delete", "member.role", "member.remove", "tenant.delete")) {
      String tenant = freshName();
      String user = newUser(Map.of("tenant", tenant));
      String key = newKey(signIn(user, PASSWORD).extract().path("accessToken"), "robot");
      String path = "/v1/users/" + user;
      String member = "/v1/tenants/" + tenant + "/members/" + user;
      String target = request.equals("tenant.delete") ? tenant : user;
      String action = request.contains(".") ? request : "user." + request;
      (switch (request) {
            case "disable" -> as(admin()).body(Map.of("disabled", true)).patch(path);
            case "reset" -> as(admin()).post(path + "/reset");
            case "delete" -> as(admin()).delete(path);
            case "member.role" -> as(admin()).body(Map.of("role", "viewer")).put(member);
            case "member.remove" -> as(admin()).delete(member);
            default -> as(admin()).delete("/v1/tenants/" + tenant + "?confirm=" + tenant);
          })
          .then()
          .statusCode(lessThan(300));
      audit("action=" + action + "&target=" + target)
          .body("items[0].before.apiKeys", contains(key));
    }
  }

  @Test
  void withWhatItWasDoneIsSaid() {
    String name = newUser(Map.of("role", "admin"));
    String token = signIn(name, PASSWORD).extract().path("accessToken");
    String session = as(token).get("/v1/sessions").path("items[0].id");
    String key = newKey(token, "robot");
    audit("action=api-key.create&target=" + key)
        .body("items[0].actor.session", equalTo(session))
        .body("items[0].actor", not(hasKey("client")))
        .body("items[0].after.name", equalTo("robot"));
    as(token).delete("/v1/api-keys/" + key).then().statusCode(204);
    audit("action=api-key.delete&target=" + key)
        .body("items[0].before.name", equalTo("robot"))
        .body("items[0]", not(hasKey("after")));
    var flow = CodeFlow.begin();
    String clients = flow.redeems(flow.code(name)).statusCode(200).extract().path("access_token");
    audit("action=api-key.create&target=" + newKey(clients, "other"))
        .body("items[0].actor.client", equalTo(flow.client()));
  }

  private static String newKey(String token, String name) {
    return as(token)
        .body(Map.of("name", name, "password", PASSWORD))
        .post("/v1/api-keys")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void ownersReadWhatIsAboutTheirTenant() {
    String tenant = freshName();
    String owner = newUser(Map.of("tenant", tenant, "role", "owner"));
    String member = newUser(Map.of("tenant", tenant));
    newUser(Map.of());
    as(signIn(owner, PASSWORD).extract().<String>path("accessToken"))
        .get("/v1/audit")
        .then()
        .statusCode(200)
        .body("items.tenant", everyItem(equalTo(tenant)))
        .body("items.action", contains("user.create", "user.create", "tenant.create"));
    as(signIn(member, PASSWORD).extract().<String>path("accessToken"))
        .get("/v1/audit")
        .then()
        .statusCode(403);
  }

  @Test
  void eventsAreFoundByWhoWhatAndWhen() {
    String name = newUser(Map.of());
    Instant middle = at(audit("target=" + name).extract().path("items[0].at"));
    patchUser(name, true).then().statusCode(200);
    audit("target=" + name + "&action=user")
        .body("items.action", contains("user.disable", "user.create"));
    audit("action=user&target=" + name + "&until=" + middle).body("items", empty());
    audit("target=" + name + "&since=" + middle.plusMillis(1))
        .body("items.action", contains("user.disable"));
    audit("actor=nobody").body("items", empty());
    var first = audit("target=" + name + "&limit=1").body("items.action", contains("user.disable"));
    audit("target=" + name + "&limit=1&cursor=" + first.extract().path("next"))
        .body("items.action", contains("user.create"));
    as(admin())
        .queryParam("action", "user%")
        .queryParam("since", "yesterday")
        .get("/v1/audit")
        .then()
        .statusCode(400)
        .body("errors.field", contains("action", "since"));
  }

  @Test
  void eventsAreOnTheBusKeyedByTheirTenant() {
    String name = newUser(Map.of());
    String client =
        as(admin())
            .body(Map.of("name", "App", "device", true))
            .post("/v1/clients")
            .then()
            .extract()
            .path("id");
    var seen = new HashMap<String, AuditEvent>();
    var keys = new HashMap<String, String>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(Topics.AUDIT_NAME, 0)));
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInSameThread()
          .until(
              () -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                  var event = read(record.value());
                  seen.put(event.action() + " " + event.target().name(), event);
                  keys.put(event.action() + " " + event.target().name(), record.key());
                }
                return seen.containsKey("client.create " + client);
              });
    }
    assertEquals(name, keys.get("user.create " + name));
    assertEquals("-", keys.get("client.create " + client));
    assertEquals(Map.of("role", "owner"), seen.get("user.create " + name).after());
  }

  @Test
  void nothingChangesWhatHappenedButTimeLetsItGo() throws Throwable {
    String name = newUser(Map.of());
    for (String mistake :
        List.of(
            "update audit_events set actor = 'somebody'",
            "delete from audit_events",
            "truncate audit_events")) {
      var refused = assertThrows(SQLException.class, () -> execute(mistake), mistake);
      assertTrue(refused.getMessage().contains("are not changed"), refused.getMessage());
    }
    execute(
        "insert into audit_events select '0' || substr(id, 2), '2001-01-01', actor, action, 'old',"
            + " tenant, event from audit_events order by id desc limit 1");
    audit("target=old").body("items", hasSize(1));
    VertxContextSupport.subscribeAndAwait(() -> store.purge(Instant.parse("2001-01-02T00:00:00Z")));
    audit("target=old").body("items", empty());
    audit("target=" + name).body("items", hasSize(2));
  }

  @Test
  void theFirstAdministratorWasMadeBySksItself() {
    audit("target=admin&action=user.create")
        .body("items[0].actor.name", equalTo("system"))
        .body("items[0].after.role", equalTo("admin"));
  }

  private static ValidatableResponse audit(String query) {
    return as(admin()).get("/v1/audit?" + query).then().statusCode(200);
  }

  /** The long values of an answer's fields that are named so. */
  private static List<String> secrets(String answer) {
    return Stream.of(answer.split("[{},]"))
        .filter(field -> field.toLowerCase().contains("secret\""))
        .map(field -> field.replaceAll(".*:\"|\"$", ""))
        .toList();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }

  private static AuditEvent read(byte[] value) throws IOException {
    return BusJson.read(value, AuditEvent.class);
  }
}
