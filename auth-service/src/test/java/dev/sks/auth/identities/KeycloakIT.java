package dev.sks.auth.identities;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.patchUser;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.auth.Person;
import dev.sks.auth.authorize.CodeFlow;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithProviders.class)
class KeycloakIT {

  private static final String COMPANY = "/oauth2/federation/company";
  private static final String GITHUB = "/oauth2/federation/github";
  private static final Pattern KEY = Pattern.compile("<code id=\"(key|secret)\">([^<]+)</code>");

  @Test
  void aNewPersonSignsUpAndIsTheSameUserFromThen() {
    var elsewhere = new Elsewhere();
    var flow = CodeFlow.begin();
    String callback = elsewhere.signsIn(sent(flow), "mary.smith", "password of mary");
    assertEquals("mary-smith", proposed(flow.person().opens(callback)));
    flow.person().opens(callback).then().statusCode(400).body(containsString("is over"));

    var again = CodeFlow.begin();
    again.person().opens(elsewhere.signsIn(sent(again), "", ""));
    var welcome = again.person().submits("/oauth2/newcomers", Map.of("name", "mary-smith"));
    welcome.then().statusCode(201).header("Cache-Control", "no-store");
    var answer = CodeFlow.answer(again.person().submits("/oauth2/newcomers/go-on", Map.of()));
    assertEquals("a state", answer.get("state"));
    var tokens = again.redeems(answer.get("code")).statusCode(200).extract();
    String id = me(tokens.path("access_token"));
    keySignsIn(welcome, id);

    var later = CodeFlow.begin();
    var code = CodeFlow.answer(later.person().opens(elsewhere.signsIn(sent(later), "", "")));
    var next = later.redeems(code.get("code")).statusCode(200).extract();
    assertEquals(id, me(next.path("access_token")));

    signIn("mary-smith", PASSWORD).statusCode(401).body("code", equalTo("invalid-credentials"));
    signIn("mary-smith", " ").statusCode(401);
    var mine = as(tokens.path("access_token")).get("/v1/me/identities").then().statusCode(200);
    as(tokens.path("access_token"))
        .delete("/v1/me/identities/" + mine.extract().path("items[0].id"))
        .then()
        .statusCode(409)
        .body("detail", containsString("has no password"));

    patchUser("mary-smith", true).then().statusCode(200);
    var disabled = CodeFlow.begin();
    disabled
        .person()
        .opens(elsewhere.signsIn(sent(disabled), "", ""))
        .then()
        .statusCode(403)
        .body(containsString("has ended"));
  }

  @Test
  void theNameOfAnotherGivesNothing() {
    var flow = CodeFlow.begin();
    String callback = new Elsewhere().signsIn(sent(flow), "admin", "password of admin");
    assertEquals("admin", proposed(flow.person().opens(callback)));
    flow.person()
        .submits("/oauth2/newcomers", Map.of("name", "admin"))
        .then()
        .statusCode(409)
        .body(containsString("choose another name"));
    flow.person()
        .submits("/oauth2/newcomers", Map.of("name", "not-the-admin"))
        .then()
        .statusCode(201);
    var answer = CodeFlow.answer(flow.person().submits("/oauth2/newcomers/go-on", Map.of()));
    var tokens = flow.redeems(answer.get("code")).statusCode(200).extract();
    as(tokens.path("access_token"))
        .get("/v1/me")
        .then()
        .body("name", equalTo("not-the-admin"))
        .body("roles", not(hasItem("admin")));
    as(admin()).get("/v1/me/identities").then().body("items", empty());
  }

  @Test
  void anIdentityIsLinkedByItsOwnersYesOnly() {
    String name = newUser(Map.of());
    String token = signIn(name, PASSWORD).statusCode(200).extract().path("accessToken");
    var elsewhere = new Elsewhere();

    var person = new Person();
    var offer = wayToTheOffer(person, token, elsewhere);
    offer.then().statusCode(200).body(containsString(name)).body(containsString("john"));
    person.submits("/oauth2/links", Map.of("decision", "deny")).then().statusCode(200);
    as(token).get("/v1/me/identities").then().body("items", empty());

    wayToTheOffer(person, token, elsewhere).then().statusCode(200);
    var victim = new Person();
    victim.opens("/oauth2/authorize?" + CodeFlow.query(CodeFlow.begin().parameters()));
    victim
        .submits(
            "/oauth2/links", Map.of("decision", "allow", "ticket", person.form().get("ticket")))
        .then()
        .statusCode(400);
    var form = new HashMap<>(person.form());
    form.put("decision", "allow");
    person.submits("/oauth2/links", form).then().statusCode(400);
    form.put("password", "not " + PASSWORD);
    person
        .submits("/oauth2/links", form)
        .then()
        .statusCode(400)
        .body(containsString("Check the name and the password"));
    as(token).get("/v1/me/identities").then().body("items", empty());
    form.put("password", PASSWORD);
    person.submits("/oauth2/links", form).then().statusCode(200).body(containsString("Linked"));

    var flow = CodeFlow.begin();
    var answer = CodeFlow.answer(flow.person().opens(elsewhere.signsIn(sent(flow), "", "")));
    String other = flow.redeems(answer.get("code")).extract().path("access_token");
    as(other).get("/v1/me").then().body("name", equalTo(name));
    String identity =
        as(other)
            .get("/v1/me/identities")
            .then()
            .body("items.provider", contains("company"))
            .extract()
            .path("items[0].id");
    as(token).delete("/v1/me/identities/" + identity).then().statusCode(204);
    as(token).delete("/v1/me/identities/" + identity).then().statusCode(404);
  }

  @Test
  void aStolenTokenLinksNothingToAnAccountWithoutAPassword() {
    String token = signedUpAtGitHub(900, "mona");
    var elsewhere = new Elsewhere();
    var thief = new Person();
    wayToTheOffer(thief, token, elsewhere)
        .then()
        .statusCode(200)
        .body(containsString("prove that the account is yours"))
        .body(not(containsString("value=\"allow\"")));
    var form = thief.form();
    thief.submits("/oauth2/links", Map.of("decision", "allow")).then().statusCode(403);
    thief
        .opens(Elsewhere.atStandIn(thief.submits(GITHUB, form), 901, "thief", ""))
        .then()
        .statusCode(403)
        .body(containsString("nothing was linked"));
    as(token).get("/v1/me/identities").then().body("items.provider", contains("github"));

    var owner = new Person();
    wayToTheOffer(owner, token, elsewhere).then().statusCode(200);
    owner
        .opens(Elsewhere.atStandIn(owner.submits(GITHUB, Map.of()), 900, "mona", ""))
        .then()
        .statusCode(200)
        .body(containsString("Linked"));
    String linked =
        as(token)
            .get("/v1/me/identities")
            .then()
            .body("items.provider", contains("github", "company"))
            .extract()
            .path("items[1].id");
    as(token).delete("/v1/me/identities/" + linked).then().statusCode(409);
    administratorUnlinks("mona", linked);
  }

  @Test
  void onlyTheBrowserThatWentComesBack() {
    var flow = CodeFlow.begin();
    String callback = new Elsewhere().signsIn(sent(flow), "john", "password of john");
    new Person().opens(callback).then().statusCode(400).body(containsString("another browser"));
    flow.person()
        .opens(callback.replace("/company/", "/github/"))
        .then()
        .statusCode(400)
        .body(containsString("is over"));
  }

  @Test
  void anAnswerOfAnotherIssuerCountsForNothing() {
    var flow = CodeFlow.begin();
    String callback = new Elsewhere().signsIn(sent(flow), "john", "password of john");
    flow.person()
        .opens(callback.replaceAll("iss=[^&]+", "iss=https%3A%2F%2Fevil.example"))
        .then()
        .statusCode(502)
        .body(containsString("not right"));
  }

  @Test
  void aFormOfAnotherSiteSendsNobodyAway() {
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters());
    flow.person().submits(COMPANY, Map.of("csrf", "forged")).then().statusCode(403);
    flow.asks(flow.parameters());
    flow.person().submits(COMPANY, Map.of("errand", "unknown")).then().statusCode(403);
    flow.asks(flow.parameters());
    flow.person().submits("/oauth2/federation/nobody", Map.of()).then().statusCode(404);
  }

  private static String signedUpAtGitHub(int id, String name) {
    var flow = CodeFlow.begin();
    var person = flow.person();
    flow.asks(flow.parameters());
    person.opens(Elsewhere.atStandIn(person.submits(GITHUB, Map.of()), id, name, ""));
    person.submits("/oauth2/newcomers", Map.of("name", name)).then().statusCode(201);
    var answer = CodeFlow.answer(person.submits("/oauth2/newcomers/go-on", Map.of()));
    return flow.redeems(answer.get("code")).statusCode(200).extract().path("access_token");
  }

  private static void administratorUnlinks(String user, String identity) {
    String path = "/v1/users/" + user + "/identities";
    as(admin()).get(path).then().statusCode(200).body("items.id", hasItem(identity));
    as(admin()).delete(path + "/" + identity).then().statusCode(204);
    as(admin()).delete(path + "/" + identity).then().statusCode(404);
    as(admin()).get(path).then().body("items.provider", contains("github"));
  }

  /** From the application to the provider. */
  private static Response sent(CodeFlow flow) {
    flow.asks(flow.parameters())
        .then()
        .statusCode(200)
        .body(containsString("Continue with The Company"))
        .header("Content-Security-Policy", containsString("http://127.0.0.1:"));
    return flow.person().submits(COMPANY, Map.of());
  }

  private static Response wayToTheOffer(Person person, String token, Elsewhere elsewhere) {
    String url =
        as(token).post("/v1/me/identities/company").then().statusCode(201).extract().path("url");
    var to = URI.create(url);
    person.opens(to.getRawPath() + "?" + to.getRawQuery()).then().statusCode(200);
    var form = person.form();
    var sent = person.submits(COMPANY, form);
    person.submits(COMPANY, form).then().statusCode(400).body(containsString("link is over"));
    return person.opens(elsewhere.signsIn(sent, "john", "password of john"));
  }

  private static String proposed(Response page) {
    return page.then()
        .statusCode(200)
        .extract()
        .htmlPath()
        .getString("**.find { it.@id == 'name' }.@value");
  }

  private static String me(String token) {
    return as(token).get("/v1/me").then().statusCode(200).extract().path("id");
  }

  private static void keySignsIn(Response welcome, String user) {
    var shown = KEY.matcher(welcome.asString());
    var key = new HashMap<String, String>();
    while (shown.find()) {
      key.put(shown.group(1), shown.group(2));
    }
    String token =
        given()
            .auth()
            .preemptive()
            .basic(key.get("key"), key.get("secret"))
            .formParam("grant_type", "client_credentials")
            .post("/oauth2/token")
            .then()
            .statusCode(200)
            .extract()
            .path("access_token");
    assertEquals(user, me(token));
    as(token).post("/v1/me/identities/company").then().statusCode(403);
  }
}
