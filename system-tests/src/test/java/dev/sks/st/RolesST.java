package dev.sks.st;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that any service tells of, held against the table {@code roles.txt}. */
class RolesST {

  private static final Map<String, String> SERVICES =
      Map.of("public", "ui-service", "manager", "manager-service", "logs", "log-service");
  private static final String GATEWAY = "ui-service/src/main/resources/META-INF/openapi.yaml";

  /** Well-formed, and nobody's. */
  private static final String NOWHERE = "01hzzzzzzzzzzzzzzzzzzzzzzz";

  private static final Map<String, Tenant> PEOPLE = new HashMap<>();

  /** What the other tenant has, by kind. */
  private static final Map<String, String> OTHERS = new HashMap<>();

  private static final String SECRET = "theirs alone";

  private static StandaloneStack stack;
  private static Tenant other;

  @BeforeAll
  static void settle() {
    stack = StandaloneStack.shared();
    String tenant = Tenant.create(stack, "roles").name();
    for (String role : RoleRow.ROLES) {
      PEOPLE.put(role, Tenant.join(stack, tenant, role));
    }
    other = Tenant.create(stack, "elsewhere");
    other.put("theirs.txt", SECRET.getBytes(StandardCharsets.UTF_8));
    other.put("alike.txt", SECRET.getBytes(StandardCharsets.UTF_8));
    OTHERS.put("tenant", other.name());
    OTHERS.put("data", "theirs.txt");
    OTHERS.put("name", "alike.txt");
    String mapper = "print('" + SECRET + "')\n" + Programs.MAPPER;
    OTHERS.put("job", other.submit(Tenant.python(mapper, Programs.REDUCER, "theirs.txt")));
    OTHERS.put(
        "api-key", made("/v1/api-keys", Map.of("name", "theirs", "password", other.password())));
    OTHERS.put("invitation", made("/v1/invitations", Map.of()));
    OTHERS.put("session", other.request().get("/v1/sessions").then().extract().path("items[0].id"));
    assertEquals("Succeeded", other.awaitEnd(OTHERS.get("job")).getString("status.state"));
  }

  /** The id of something new of the other tenant's. */
  private static String made(String path, Map<String, String> body) {
    return other
        .request()
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static Stream<String> doors() {
    return SERVICES.keySet().stream().sorted();
  }

  static Stream<Arguments> rows() {
    return doors()
        .flatMap(
            door -> {
              var served = Operation.servedAt(url(door));
              return RoleRow.of(door).values().stream()
                  .filter(row -> served.containsKey(row.operation()))
                  .map(row -> Arguments.of(row, served.get(row.operation())));
            });
  }

  @ParameterizedTest
  @MethodSource("doors")
  void theTableIsComplete(String door) {
    var served = Operation.servedAt(url(door)).keySet();
    var rows = RoleRow.of(door).keySet();
    var wrong = new ArrayList<String>();
    served.stream()
        .filter(operation -> !rows.contains(operation))
        .map(name -> name + " has no row: say in " + RoleRow.TABLE + " who may call it")
        .forEach(wrong::add);
    rows.stream()
        .filter(operation -> !served.contains(operation))
        .map(
            name ->
                name
                    + " is not in the document of "
                    + SERVICES.get(door)
                    + ": describe it there (the gateway's is "
                    + GATEWAY
                    + "), or take its row out of "
                    + RoleRow.TABLE)
        .forEach(wrong::add);
    assertEquals(List.of(), wrong);
  }

  @Test
  void theGatewaysDocumentTellsOfAllThatAuthServiceDoes() {
    var told = Operation.servedAt(url("public")).keySet();
    assertEquals(
        List.of(),
        Operation.servedAt(stack.url("auth-service")).keySet().stream()
            .filter(operation -> !told.contains(operation))
            .map(
                name ->
                    name
                        + " of auth-service is not in the gateway's document: describe it in "
                        + GATEWAY
                        + ", pass its path on in ui-service's AuthRoutes, and say in "
                        + RoleRow.TABLE
                        + " who may call it")
            .toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void letsInWhoMay(RoleRow row, Operation operation) {
    var anonymous = operation.call(at(row), NOWHERE);
    if (row.least().equals("public")) {
      assertIn(anonymous, row, "nobody in particular");
      return;
    }
    assertEquals(401, anonymous.statusCode(), () -> told(row, "without a token", anonymous));
    if (!row.isOfRoles()) {
      for (String role : RoleRow.ROLES) {
        var person = operation.call(as(row, role), NOWHERE);
        assertEquals(401, person.statusCode(), () -> told(row, role, person));
      }
      return;
    }
    for (String role : row.tooLow()) {
      var refused = operation.call(as(row, role), NOWHERE);
      assertEquals(403, refused.statusCode(), () -> told(row, role, refused));
    }
    assertIn(operation.call(as(row, row.lowest()), NOWHERE), row, row.lowest());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void hidesWhatIsAnotherTenants(RoleRow row, Operation operation) {
    if (!row.isOfTenants()) {
      return;
    }
    String theirs = OTHERS.get(row.thing());
    for (String role : RoleRow.ROLES.subList(RoleRow.ROLES.indexOf(row.lowest()), 3)) {
      var answer = operation.call(as(row, role), theirs);
      if (row.isHidden()) {
        assertEquals(404, answer.statusCode(), () -> told(row, role, answer));
      } else {
        assertIn(answer, row, role);
        assertFalse(answer.asString().contains(SECRET), () -> told(row, role, answer));
        assertEquals(SECRET, other.request().get("/v1/data/alike.txt").asString());
      }
    }
  }

  private static void assertIn(Response answer, RoleRow row, String who) {
    boolean refused =
        answer.statusCode() == 401
            || answer.statusCode() == 403 && "forbidden".equals(code(answer));
    assertTrue(!refused && answer.statusCode() < 500, () -> told(row, who, answer));
  }

  private static String code(Response answer) {
    return answer.contentType().startsWith("application/problem+json") ? answer.path("code") : "";
  }

  private static String told(RoleRow row, String who, Response answer) {
    return "%s as %s was answered %d %s; %s wants %s"
        .formatted(
            row.operation(),
            who,
            answer.statusCode(),
            answer.asString(),
            RoleRow.TABLE,
            row.least());
  }

  private static RequestSpecification at(RoleRow row) {
    return given().baseUri(url(row.door()));
  }

  private static RequestSpecification as(RoleRow row, String role) {
    return at(row).auth().oauth2(PEOPLE.get(role).token());
  }

  private static String url(String door) {
    return stack.url(SERVICES.get(door));
  }
}
