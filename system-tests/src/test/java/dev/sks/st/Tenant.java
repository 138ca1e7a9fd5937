package dev.sks.st;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A member of a tenant of its own, with a token: what a person does with the REST door. */
final class Tenant {

  private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Cancelled", "Rejected");
  private static final Map<Stack, Tenant> ADMINS = new HashMap<>();
  private static final Set<Integer> LATER = Set.of(409, 503);

  /** Of a token's life, what a request may still need. */
  private static final Duration RESERVE = Duration.ofMinutes(2);

  private final String url;
  private final String name;
  private final String password;
  private String token;
  private String refreshToken;
  private Instant renewal = Instant.MIN;

  private Tenant(String url, String name, String password) {
    this.url = url;
    this.name = name;
    this.password = password;
  }

  /** Creates a user in a new tenant. */
  static Tenant create(Stack stack, String prefix) {
    String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    return create(stack, name, Map.of());
  }

  /** Creates a user with a role in a tenant that is there. */
  static Tenant join(Stack stack, String tenant, String role) {
    String name = role + "-" + UUID.randomUUID().toString().substring(0, 8);
    return create(stack, name, Map.of("tenant", tenant, "role", role));
  }

  private static Tenant create(Stack stack, String name, Map<String, String> place) {
    var fresh = new Tenant(stack.url(), name, UUID.randomUUID().toString());
    var body = new HashMap<>(place);
    body.put("name", name);
    body.put("password", fresh.password);
    admin(stack)
        .request()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/users")
        .then()
        .statusCode(201);
    return fresh;
  }

  /** The user admin. */
  static synchronized Tenant admin(Stack stack) {
    return ADMINS.computeIfAbsent(
        stack, fresh -> new Tenant(stack.url(), "admin", stack.adminPassword()));
  }

  /** Changes a one-time secret into a password. */
  static void changeSecret(String url, String name, String secret, String password) {
    session(url, Map.of("name", name, "password", secret, "newPassword", password));
  }

  /** Whether somebody has this password. */
  static boolean signsIn(String url, String name, String password) {
    return signIn(url, Map.of("name", name, "password", password))
            .then()
            .statusCode(oneOf(200, 401))
            .extract()
            .statusCode()
        == 200;
  }

  private static JsonPath session(String url, Map<String, String> credentials) {
    return signIn(url, credentials).then().statusCode(200).extract().jsonPath();
  }

  private static Response signIn(String url, Map<String, String> credentials) {
    return given()
        .baseUri(url)
        .contentType(ContentType.JSON)
        .body(credentials)
        .post("/v1/sessions");
  }

  String name() {
    return name;
  }

  String password() {
    return password;
  }

  synchronized String token() {
    if (Instant.now().isAfter(renewal)) {
      var tokens = session(url, Map.of("name", name, "password", password));
      token = tokens.getString("accessToken");
      refreshToken = tokens.getString("refreshToken");
      renewal = Instant.now().plusSeconds(tokens.getLong("expiresIn")).minus(RESERVE);
    }
    return token;
  }

  /** Ends the session of {@link #token}, which stays what it is. */
  synchronized void signOut() {
    given()
        .baseUri(url)
        .contentType(ContentType.JSON)
        .body(Map.of("refreshToken", refreshToken))
        .post("/v1/sessions/sign-out")
        .then()
        .statusCode(204);
  }

  /** Waits until signing in, jobs and data are served again, after a test that killed something. */
  void awaitServing() {
    await("every service serves")
        .atMost(Duration.ofMinutes(5))
        .ignoreExceptions()
        .until(
            () ->
                signIn(url, Map.of("name", name, "password", password)).statusCode() == 200
                    && request().get("/v1/jobs").statusCode() == 200
                    && request().get("/v1/data").statusCode() == 200);
  }

  /** A request with this member's token. */
  RequestSpecification request() {
    return given().baseUri(url).auth().oauth2(token());
  }

  void put(String data, byte[] content) {
    request()
        .body(content)
        .contentType(ContentType.BINARY)
        .put("/v1/data/" + data)
        .then()
        .statusCode(201);
  }

  void put(String data, File content) {
    request()
        .body(content)
        .contentType(ContentType.BINARY)
        .put("/v1/data/" + data)
        .then()
        .statusCode(201);
  }

  /** Submits a job that must be taken; returns its id once the manager has answered. */
  String submit(Map<String, Object> spec) {
    String key = UUID.randomUUID().toString();
    String id = answer(spec, key).then().statusCode(oneOf(200, 201, 202)).extract().path("id");
    await("the job " + id + " is taken")
        .atMost(Duration.ofMinutes(5))
        .ignoreExceptions()
        .until(() -> !state(id).equals("Accepted"));
    var job = job(id);
    assertNotEquals("Rejected", job.getString("status.state"), job.prettify());
    return id;
  }

  /** Submits a job that must be refused; returns the answer that says so. */
  ValidatableResponse refused(Map<String, Object> spec) {
    String key = UUID.randomUUID().toString();
    return await("the job is refused")
        .atMost(Duration.ofMinutes(2))
        .until(() -> answer(spec, key), answer -> answer.statusCode() != 202)
        .then()
        .statusCode(422);
  }

  /** The answer to a submission with an idempotency key that does not ask to come later. */
  Response answer(Map<String, Object> spec, String key) {
    return await("an answer to the submission")
        .atMost(Duration.ofMinutes(2))
        .until(() -> post(spec, key), answer -> !LATER.contains(answer.statusCode()));
  }

  private Response post(Map<String, Object> spec, String key) {
    return request()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(spec)
        .post("/v1/jobs");
  }

  /** Submits with one key until it is taken, as a client does while the stack comes back. */
  String submitEventually(Map<String, Object> spec) {
    String key = UUID.randomUUID().toString();
    return await("the job is taken")
        .atMost(Duration.ofMinutes(5))
        .ignoreExceptions()
        .until(
            () -> post(spec, key).then().statusCode(oneOf(200, 201, 202)).extract().path("id"),
            Objects::nonNull);
  }

  JsonPath job(String id) {
    return request().get("/v1/jobs/" + id).then().statusCode(200).extract().jsonPath();
  }

  String state(String id) {
    return job(id).getString("status.state");
  }

  void awaitState(String id, String state) {
    await("job " + id + " is " + state)
        .atMost(Duration.ofMinutes(5))
        .ignoreExceptions()
        .until(() -> state(id), state::equals);
  }

  /** Waits until the job has ended; returns it. */
  JsonPath awaitEnd(String id) {
    await("job " + id + " ends")
        .atMost(Duration.ofMinutes(12))
        .ignoreExceptions()
        .until(() -> ENDED.contains(state(id)));
    return job(id);
  }

  /** The whole result, by key. */
  Map<String, Integer> results(String id) {
    String lines =
        request().get("/v1/jobs/" + id + "/results").then().statusCode(200).extract().asString();
    var counts = new TreeMap<String, Integer>();
    lines
        .lines()
        .map(JsonPath::from)
        .forEach(
            entry ->
                counts.merge(
                    entry.getString("key"),
                    entry.getInt("value"),
                    (a, b) -> {
                      throw new IllegalStateException(
                          "a key came twice: " + entry.getString("key"));
                    }));
    return counts;
  }

  String logs(String id) {
    return request().get("/v1/jobs/" + id + "/logs").then().statusCode(200).extract().asString();
  }

  /** A MapReduce spec of two Python functions. */
  static Map<String, Object> python(String mapper, String reducer, String... inputs) {
    return new TreeMap<>(
        Map.of(
            "kind", "mapreduce",
            "program", Map.of("type", "python", "mapper", mapper, "reducer", reducer),
            "inputs", List.of(inputs)));
  }
}
