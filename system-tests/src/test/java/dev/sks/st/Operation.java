package dev.sks.st;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An operation of an OpenAPI document.
 *
 * @param mediaType of the body it takes; empty if it takes none
 */
record Operation(String method, String path, String mediaType) {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  /** All of the document that a service serves, by method and path. */
  static Map<String, Operation> servedAt(String url) {
    String document =
        RestAssured.given()
            .baseUri(url)
            .accept(JSON)
            .get("/openapi")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    try {
      var operations = new TreeMap<String, Operation>();
      var paths = new ObjectMapper().readTree(document).path("paths").properties();
      for (var path : paths) {
        for (var method : path.getValue().properties()) {
          if (METHODS.contains(method.getKey())) {
            var operation = of(method.getKey(), path.getKey(), method.getValue());
            operations.put(operation.name(), operation);
          }
        }
      }
      return operations;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Operation of(String method, String path, JsonNode description) {
    var types = description.path("requestBody").path("content");
    String type = "";
    if (types.has(JSON)) {
      type = JSON;
    } else if (types.fieldNames().hasNext()) {
      type = types.fieldNames().next();
    }
    return new Operation(method.toUpperCase(Locale.ROOT), path, type);
  }

  String name() {
    return method + " " + path;
  }

  /** Calls it with a body of its kind that says nothing; the first parameter names a thing. */
  Response call(RequestSpecification request, String thing) {
    if (mediaType.equals(JSON)) {
      request.contentType(JSON).body("{}");
    } else if (mediaType.equals(FORM)) {
      request.contentType(FORM).formParam("token", "unknown");
    } else if (!mediaType.isEmpty()) {
      request.contentType("application/octet-stream").body(new byte[] {1});
    }
    String first = path.replaceFirst("\\{\\w+}", thing).replace("{attempt}", "1");
    return request.redirects().follow(false).request(method, first.replaceAll("\\{\\w+}", "some"));
  }
}
