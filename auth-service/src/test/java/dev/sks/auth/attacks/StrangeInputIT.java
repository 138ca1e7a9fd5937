package dev.sks.auth.attacks;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.auth.Person;
import dev.sks.auth.authorize.CodeFlow;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every text this service takes, by its own OpenAPI document, filled with what breaks others. */
@QuarkusTest
class StrangeInputIT {

  private static final String MARKUP = "\"'><script>alert(1)</script>";

  private static final List<String> PAYLOADS =
      List.of(
          "' or '1'='1'; drop table users; --",
          MARKUP,
          "x\r\nX-Evil: 1",
          "x\0y",
          "a".repeat(20_000));

  private static final Map<String, String> AUTHORIZATION =
      Map.of(
          "response_type", "code",
          "client_id", "sks-cli",
          "redirect_uri", "http://127.0.0.1/callback",
          "scope", "openid",
          "state", "a state",
          "code_challenge", "a".repeat(43),
          "code_challenge_method", "S256");

  /** What protocol endpoints take, which the document does not name. */
  private static final List<String> PROTOCOL =
      List.of(
          "response_type",
          "response_mode",
          "client_id",
          "client_secret",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "prompt",
          "tenant",
          "request",
          "code",
          "code_challenge",
          "code_challenge_method",
          "code_verifier",
          "device_code",
          "error",
          "grant_type",
          "iss",
          "refresh_token",
          "token",
          "token_type_hint");

  /** Values that let a request come as far as the one that is strange. */
  private static final Map<String, String> USUAL =
      Map.of(
          "name", "somebody",
          "password", PASSWORD,
          "newPassword", PASSWORD + "!",
          "tenant", "somewhere",
          "role", "viewer",
          "errand", "device",
          "request", CodeFlow.query(AUTHORIZATION),
          "user_code", "BBBB-BBBB");

  private enum Place {
    PATH,
    QUERY,
    FORM,
    JSON
  }

  /**
   * A text, and how it comes in.
   *
   * @param others what comes with it
   */
  private record Input(
      String method, String path, Place place, String field, Map<String, String> others) {

    /** A longer address is refused before anybody looks at what is in it. */
    String fitting(String payload) {
      boolean inAddress = place == Place.PATH || place == Place.QUERY;
      return inAddress && payload.length() > 3_000 ? payload.substring(0, 3_000) : payload;
    }

    @Override
    public String toString() {
      return "%s %s, %s %s".formatted(method, path, place, field);
    }
  }

  private int address;

  @Test
  void isRefusedOrTakenButBreaksNothing() throws IOException {
    var inputs = inputs();
    assertTrue(inputs.size() > 150, inputs::toString);
    var wrong = new ArrayList<String>();
    for (var input : inputs) {
      var request = request(input);
      for (String payload : PAYLOADS) {
        Response answer = request.send(input.fitting(payload));
        boolean page = String.valueOf(answer.contentType()).startsWith("text/html");
        if (answer.statusCode() >= 500
            || answer.header("X-Evil") != null
            || page && answer.asString().contains(MARKUP)) {
          wrong.add("%s: %.20s → %d".formatted(input, payload, answer.statusCode()));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private interface Request {
    Response send(String payload);
  }

  /** Each from an address of its own, so that none has to wait. */
  private Request request(Input input) {
    String from = "198.18.%d.%d".formatted(address / 250, address++ % 250 + 1);
    if (input.place() == Place.FORM) {
      var person = Person.from(from);
      person.opens("/oauth2/authorize?" + CodeFlow.query(AUTHORIZATION));
      String csrf = person.form().get("csrf");
      return payload -> {
        var fields = new HashMap<>(input.others());
        fields.put("csrf", csrf);
        fields.put(input.field(), payload);
        return person.submits(input.path().replaceAll("\\{\\w+}", "x"), fields);
      };
    }
    String token = input.path().startsWith("/v1/") ? admin() : "";
    return payload -> {
      var request =
          given()
              .redirects()
              .follow(false)
              .urlEncodingEnabled(false)
              .header("X-Forwarded-For", from);
      if (!token.isEmpty()) {
        request.auth().oauth2(token);
      }
      return send(request, input, payload);
    };
  }

  private static Response send(RequestSpecification request, Input input, String payload) {
    String value = URLEncoder.encode(payload, StandardCharsets.UTF_8).replace("+", "%20");
    String path = input.path();
    switch (input.place()) {
      case PATH -> path = path.replace("{" + input.field() + "}", value);
      case QUERY -> {
        var others = new HashMap<>(input.others());
        others.remove(input.field());
        String usual = CodeFlow.query(others);
        path += "?" + usual + (usual.isEmpty() ? "" : "&") + input.field() + "=" + value;
      }
      default -> {
        var body = new HashMap<String, Object>(input.others());
        body.put(input.field(), payload);
        request.contentType(ContentType.JSON).body(body);
      }
    }
    return request.request(input.method(), path.replaceAll("\\{\\w+}", "x"));
  }

  private static List<Input> inputs() throws IOException {
    var document =
        new ObjectMapper()
            .readTree(
                given().get("/openapi?format=json").then().statusCode(200).extract().asString());
    var found = new ArrayList<Input>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (operation.getValue().has("responses")) {
          String method = operation.getKey().toUpperCase(Locale.ROOT);
          ofParameters(method, path.getKey(), operation.getValue(), found);
          ofBody(method, path.getKey(), operation.getValue(), document, found);
        }
      }
    }
    return found;
  }

  private static void ofParameters(
      String method, String path, JsonNode operation, List<Input> found) {
    for (var parameter : operation.path("parameters")) {
      String in = parameter.path("in").asText();
      // HTTP itself lets no strange text into a header.
      if (!in.equals("header")) {
        var place = Place.valueOf(in.toUpperCase(Locale.ROOT));
        found.add(new Input(method, path, place, parameter.path("name").asText(), Map.of()));
      }
    }
    if (method.equals("GET") && path.matches("/oauth2/(authorize|federation/.*)")) {
      PROTOCOL.forEach(
          field -> found.add(new Input(method, path, Place.QUERY, field, AUTHORIZATION)));
    }
  }

  private static void ofBody(
      String method, String path, JsonNode operation, JsonNode document, List<Input> found) {
    for (var content : operation.path("requestBody").path("content").properties()) {
      var place = content.getKey().contains("json") ? Place.JSON : Place.FORM;
      var texts = texts(content.getValue().path("schema"), document);
      if (texts.isEmpty() && place == Place.FORM) {
        PROTOCOL.forEach(field -> found.add(new Input(method, path, place, field, AUTHORIZATION)));
      }
      var usual = new HashMap<>(USUAL);
      usual.keySet().retainAll(texts);
      texts.forEach(field -> found.add(new Input(method, path, place, field, usual)));
    }
  }

  private static List<String> texts(JsonNode schema, JsonNode document) {
    String reference = schema.path("$ref").asText();
    var resolved = reference.isEmpty() ? schema : document.at(reference.substring(1));
    return resolved.path("properties").properties().stream()
        .filter(property -> property.getValue().toString().contains("\"string\""))
        .map(Map.Entry::getKey)
        .toList();
  }
}
