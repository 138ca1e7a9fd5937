package dev.sks.auth.authorize;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static io.restassured.RestAssured.given;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.sks.auth.Person;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A public client's steps through the code flow. */
public final class CodeFlow {

  public static final String REDIRECT = "https://app.example/callback";

  private final String client;
  private final CodeVerifier verifier = new CodeVerifier();
  private final Person person = new Person();

  private CodeFlow(String client) {
    this.client = client;
  }

  /** With a client of its own. */
  public static CodeFlow begin() {
    return new CodeFlow(newClient(Map.of()).get("id"));
  }

  /** Registers a client; what else there is to say in the extras. */
  public static Map<String, String> newClient(Map<String, Object> extras) {
    var body = new HashMap<String, Object>(extras);
    body.put("name", "An app");
    body.putIfAbsent("redirectUris", List.of(REDIRECT, "http://127.0.0.1/cb"));
    return as(admin())
        .body(body)
        .post("/v1/clients")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getMap("findAll { it.key in ['id', 'secret'] }");
  }

  public String client() {
    return client;
  }

  public Person person() {
    return person;
  }

  /** What a right request has. */
  public Map<String, String> parameters() {
    var parameters = new HashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", client);
    parameters.put("redirect_uri", REDIRECT);
    parameters.put("scope", "openid");
    parameters.put("state", "a state");
    parameters.put("nonce", "n-1");
    parameters.put(
        "code_challenge", CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
    parameters.put("code_challenge_method", "S256");
    return parameters;
  }

  public Response asks(Map<String, String> parameters) {
    return person.opens("/oauth2/authorize?" + query(parameters));
  }

  public Response signsIn(String name) {
    return person.submits("/oauth2/sign-in", Map.of("name", name, "password", PASSWORD));
  }

  /** From the request to the code. */
  public String code(String name) {
    asks(parameters()).then().statusCode(200);
    return answer(signsIn(name)).get("code");
  }

  /** The parameters of the redirect. */
  public static Map<String, String> answer(Response redirect) {
    URI to = URI.create(redirect.then().statusCode(303).extract().header("Location"));
    return com.nimbusds.oauth2.sdk.util.URLUtils.parseParameters(to.getRawQuery())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get(0)));
  }

  public ValidatableResponse redeems(String code) {
    return redeems(code, Map.of());
  }

  /** With other parameters than the right ones. */
  public ValidatableResponse redeems(String code, Map<String, String> others) {
    var form = new HashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("client_id", client);
    form.put("redirect_uri", REDIRECT);
    form.put("code_verifier", verifier.getValue());
    form.putAll(others);
    return given().formParams(form).post("/oauth2/token").then();
  }

  public static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
