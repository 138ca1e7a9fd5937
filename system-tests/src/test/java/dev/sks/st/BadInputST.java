package dev.sks.st;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad requests get at the door; each is told what to do. */
class BadInputST {

  private static Stack stack;
  private static Tenant tenant;

  @BeforeAll
  static void signIn() {
    stack = Stack.shared();
    tenant = Tenant.create(stack, "doors");
    tenant.put("here.txt", "a b\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noToken() {
    given()
        .baseUri(stack.url())
        .get("/v1/jobs")
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthenticated"));
  }

  @Test
  void aTokenWithoutSignature() {
    String[] parts = tenant.token().split("\\.");
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
    given()
        .baseUri(stack.url())
        .auth()
        .oauth2(header + "." + parts[1] + ".")
        .get("/v1/jobs")
        .then()
        .statusCode(401);
  }

  @Test
  void aSignUpWhereNobodySaidThatPeopleMay() {
    given()
        .baseUri(stack.url())
        .contentType(ContentType.JSON)
        .body(Map.of("name", "newcomer", "password", "long and unusual enough"))
        .post("/v1/sign-ups")
        .then()
        .statusCode(403)
        .body("code", equalTo("sign-up-closed"));
    given().baseUri(stack.url()).get("/sign-up").then().statusCode(403);
  }

  @Test
  void anotherTenantsThingsAreNotThere() {
    String id = tenant.submit(Tenant.python(Programs.MAPPER, Programs.REDUCER, "here.txt"));
    var other = Tenant.create(stack, "others");
    for (String path :
        List.of(
            "/v1/jobs/" + id,
            "/v1/jobs/" + id + "/events",
            "/v1/jobs/" + id + "/results",
            "/v1/jobs/" + id + "/logs",
            "/v1/data/here.txt")) {
      other.request().get(path).then().statusCode(404).body("code", equalTo("not-found"));
    }
    other.request().post("/v1/jobs/" + id + "/cancel").then().statusCode(404);
    other.request().delete("/v1/data/here.txt").then().statusCode(404);
    other
        .request()
        .get("/v1/jobs")
        .then()
        .statusCode(200)
        .body("items.id", not(containsString(id)));
  }

  @Test
  void aSyntaxErrorIsNamedWithItsLine() {
    refused(Tenant.python("def mapper(words):\n    return [\n", Programs.REDUCER, "here.txt"))
        .body("code", equalTo("invalid-program"))
        .body("errors[0].field", equalTo("program.mapper"))
        .body("errors[0].line", anyOf(is(2), is(3)));
  }

  @Test
  void aSourceWithoutItsFunction() {
    refused(Tenant.python(Programs.MAPPER, "def reduce(entries):\n    return {}\n", "here.txt"))
        .body("code", equalTo("invalid-program"))
        .body("errors[0].field", equalTo("program.reducer"));
  }

  @Test
  void anInputThatIsNotThere() {
    refused(Tenant.python(Programs.MAPPER, Programs.REDUCER, "here.txt", "missing.txt"))
        .body("code", equalTo("input-missing"))
        .body("errors[0].field", equalTo("inputs[1]"));
  }

  @Test
  void anUnknownFieldIsNamed() {
    var spec = Tenant.python(Programs.MAPPER, Programs.REDUCER, "here.txt");
    spec.put("wrokers", 3);
    tenant
        .request()
        .contentType(ContentType.JSON)
        .body(spec)
        .post("/v1/jobs")
        .then()
        .statusCode(400)
        .body("code", equalTo("unknown-field"))
        .body("errors[0].field", equalTo("wrokers"));
  }

  @Test
  void aBodyOverTheLimit() {
    tenant
        .request()
        .contentType(ContentType.JSON)
        .body("{\"name\":\"" + "x".repeat(3 * 1024 * 1024) + "\"}")
        .post("/v1/jobs")
        .then()
        .statusCode(413)
        .body("code", equalTo("body-too-large"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..%2Fx", "%2Fetc%2Fpasswd", "a%00b", "a/..%2F..%2Fb", "%2e%2e/x"})
  void dataNamesThatLeadElsewhere(String name) {
    tenant
        .request()
        .urlEncodingEnabled(false)
        .body(new byte[] {1})
        .contentType(ContentType.BINARY)
        .put("/v1/data/" + name)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-data-name"));
  }

  @Test
  void aDataNameOfFiveThousandCharacters() {
    tenant
        .request()
        .body(new byte[] {1})
        .contentType(ContentType.BINARY)
        .put("/v1/data/" + "x".repeat(5000))
        .then()
        .statusCode(oneOf(400, 414));
  }

  @Test
  void idempotencyKeys() {
    String key = UUID.randomUUID().toString();
    var spec = Tenant.python(Programs.MAPPER, Programs.REDUCER, "here.txt");
    String first =
        tenant.answer(spec, key).then().statusCode(oneOf(200, 201, 202)).extract().path("id");
    tenant.answer(spec, key).then().statusCode(oneOf(200, 202)).body("id", equalTo(first));
    spec.put("name", "another");
    tenant.answer(spec, key).then().statusCode(422).body("code", equalTo("idempotency-mismatch"));
  }

  private static ValidatableResponse refused(Map<String, Object> spec) {
    return tenant.refused(spec).contentType(startsWith("application/problem+json"));
  }
}
