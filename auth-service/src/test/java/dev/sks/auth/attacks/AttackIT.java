package dev.sks.auth.attacks;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.patchUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sks.auth.Person;
import dev.sks.auth.authorize.CodeFlow;
import dev.sks.base.revocation.EndedSessions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Known attacks on the doors of people and clients; those on tokens are in TokensIT. */
@QuarkusTest
class AttackIT {

  @Inject EndedSessions ended;
  @Inject DataSource database;

  static Stream<Arguments> requestsToRefuseOnThePage() {
    return Stream.of(
        Arguments.of("open redirect", "redirect_uri", "https://evil.example/callback"),
        Arguments.of("a suffix", "redirect_uri", CodeFlow.REDIRECT + "/more"),
        Arguments.of("a query", "redirect_uri", CodeFlow.REDIRECT + "?to=evil"),
        Arguments.of("another host before it", "redirect_uri", "https://app.example@evil.example/"),
        Arguments.of("another loopback path", "redirect_uri", "http://127.0.0.1:999/other"),
        Arguments.of("a loopback name", "redirect_uri", "http://localhost:999/cb"),
        Arguments.of("another loopback address", "redirect_uri", "http://[::1]:999/cb"),
        Arguments.of("a script", "redirect_uri", "javascript:alert(1)"),
        Arguments.of("header injection", "redirect_uri", "https://app.example/cb\r\nX-Evil: 1"),
        Arguments.of("unknown client", "client_id", "nobody"),
        Arguments.of("SQL in the client", "client_id", "' or '1'='1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requestsToRefuseOnThePage")
  void nothingIsSentToAnAddressThatIsNotRegistered(String name, String parameter, String value) {
    var flow = CodeFlow.begin();
    var parameters = flow.parameters();
    parameters.put(parameter, value);
    var refused = flow.asks(parameters);
    refused.then().statusCode(400).body(not(containsString("javascript:")));
    assertNull(refused.header("Location"));
    assertNull(refused.header("X-Evil"));
  }

  static Stream<Arguments> requestsToRefuseToTheClient() {
    return Stream.of(
        Arguments.of("code_challenge", null, "invalid_request"),
        Arguments.of("code_challenge_method", "plain", "invalid_request"),
        Arguments.of("code_challenge_method", null, "invalid_request"),
        Arguments.of("response_type", "token", "unsupported_response_type"),
        Arguments.of("response_mode", "fragment", "invalid_request"),
        Arguments.of("tenant", "some\0where", "invalid_request"),
        Arguments.of("prompt", "none", "login_required"));
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("requestsToRefuseToTheClient")
  void whatAClientGetsWrongItHearsAtItsAddress(String parameter, String value, String error) {
    var flow = CodeFlow.begin();
    var parameters = flow.parameters();
    parameters.remove(parameter);
    if (value != null) {
      parameters.put(parameter, value);
    }
    var answer = CodeFlow.answer(flow.asks(parameters));
    assertEquals(error, answer.get("error"));
    assertEquals("a state", answer.get("state"));
    assertEquals("http://127.0.0.1:8080", answer.get("iss"));
  }

  static Stream<Arguments> wrongRedemptions() {
    return Stream.of(
        Arguments.of("another verifier", Map.of("code_verifier", "a".repeat(43))),
        Arguments.of("another address", Map.of("redirect_uri", "http://127.0.0.1/cb")),
        Arguments.of("another client", Map.of("client_id", "sks-cli")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongRedemptions")
  void aCodeIsBoundAndAWrongTryEndsIt(String name, Map<String, String> others) {
    var flow = CodeFlow.begin();
    String code = flow.code(newUser(Map.of()));
    flow.redeems(code, others).statusCode(400).body("error", equalTo("invalid_grant"));
    flow.redeems(code).statusCode(400).body("error", equalTo("invalid_grant"));
  }

  @Test
  void aReplayedCodeEndsWhatItGave() {
    var flow = CodeFlow.begin();
    String code = flow.code(newUser(Map.of()));
    var tokens = flow.redeems(code).statusCode(200).extract();
    String access = tokens.path("access_token");
    as(access).get("/v1/me").then().statusCode(200);
    flow.redeems(code).statusCode(400).body("error", equalTo("invalid_grant"));
    given()
        .formParams(
            Map.of(
                "grant_type", "refresh_token",
                "refresh_token", tokens.<String>path("refresh_token"),
                "client_id", flow.client()))
        .post("/oauth2/token")
        .then()
        .statusCode(400);
    awaitEnd(access);
  }

  @Test
  void aSignedOutOrDisabledUsersTokenEndsEverywhere() {
    String name = newUser(Map.of());
    var first = signIn(name, PASSWORD).extract();
    var second = signIn(name, PASSWORD).extract();
    post("/v1/sessions/sign-out", Map.of("refreshToken", first.path("refreshToken")))
        .statusCode(204);
    awaitEnd(first.path("accessToken"));
    as(second.path("accessToken")).get("/v1/me").then().statusCode(200);
    int before = endedCount();
    patchUser(name, true).then().statusCode(200);
    await().atMost(Duration.ofMinutes(2)).until(() -> endedCount() > before);
  }

  @Test
  void aFormOfAnotherSiteOrBrowserIsRefused() {
    String name = newUser(Map.of());
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters()).then().statusCode(200);
    var form = new HashMap<>(flow.person().form());
    form.put("name", name);
    form.put("password", PASSWORD);
    // The victim's browser has no cookie of the attacker's form.
    refusedForm(new Person().submits("/oauth2/sign-in", form));
    // A cookie of the victim's, and the attacker's token.
    var victim = new Person();
    victim.opens("/oauth2/authorize?" + CodeFlow.query(flow.parameters()));
    assertNotEquals(victim.form().get("csrf"), form.get("csrf"));
    refusedForm(victim.submits("/oauth2/sign-in", form));
    form.remove("csrf");
    refusedForm(new Person().submits("/oauth2/sign-in", form));
    flow.signsIn(name).then().statusCode(303);
  }

  @Test
  void noCookieOfThePageSignsAnybodyIn() {
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters()).then().statusCode(200);
    flow.signsIn(newUser(Map.of())).then().statusCode(303);
    // The same browser, a fixated cookie or not, is asked to sign in again.
    flow.asks(flow.parameters()).then().statusCode(200).body(containsString("password"));
    flow.person().submits("/oauth2/sign-in", Map.of()).then().statusCode(400);
  }

  @Test
  void guessingIsSlowedDownAlikeForThoseWhoExistAndNot() throws SQLException {
    String real = newUser(Map.of());
    var answers = guesses(real);
    lengthenWait(real);
    signIn(real, PASSWORD).statusCode(429).body("code", equalTo("too-many-requests"));
    assertEquals(2, answers.size(), answers::toString);
    assertEquals(answers, guesses(freshName()));
  }

  @Test
  void breachedPasswordsAreRefused() {
    for (String weak : new String[] {"password123", "qwertyuiop", "1234567890", "iloveyou12"}) {
      as(admin())
          .body(Map.of("name", freshName(), "password", weak))
          .post("/v1/users")
          .then()
          .statusCode(400)
          .body("errors.field", equalTo(List.of("password")));
    }
  }

  @Test
  void anAdministratorResetsAPasswordForOneSignIn() {
    String name = newUser(Map.of());
    String refreshToken = signIn(name, PASSWORD).extract().path("refreshToken");
    String secret =
        as(admin())
            .post("/v1/users/" + name + "/reset")
            .then()
            .statusCode(200)
            .extract()
            .path("oneTimeSecret");
    signIn(name, PASSWORD).statusCode(401);
    signIn(name, secret).statusCode(403).body("code", equalTo("password-change-required"));
    post("/v1/sessions/refresh", Map.of("refreshToken", refreshToken)).statusCode(401);
    post("/v1/sessions", Map.of("name", name, "password", secret, "newPassword", PASSWORD + "!"))
        .statusCode(200);
  }

  /** All there was to hear until the wait had grown to seconds. */
  private static Set<String> guesses(String name) {
    var heard = new TreeSet<String>();
    var refused = new AtomicInteger();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              Response answer = signIn(name, "a wrong password").extract().response();
              heard.add(answer.statusCode() + " " + answer.asString());
              refused.addAndGet(answer.statusCode() == 401 ? 1 : 0);
              return refused.get() >= 8 && answer.statusCode() == 429;
            });
    return heard;
  }

  private void lengthenWait(String name) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update sign_in_attempts set locked_until = now() + interval '5 minutes'"
                    + " where subject = ?")) {
      update.setString(1, "account:" + name);
      assertEquals(1, update.executeUpdate());
    }
  }

  private static void refusedForm(Response answer) {
    answer.then().statusCode(400);
    assertNull(answer.header("Location"));
  }

  private void awaitEnd(String accessToken) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> as(accessToken).get("/v1/me").statusCode() == 401);
  }

  private int endedCount() {
    return ended.count();
  }
}
