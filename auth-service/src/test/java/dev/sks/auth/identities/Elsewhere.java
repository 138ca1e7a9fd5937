package dev.sks.auth.identities;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A person's browser at a provider: keeps its cookies, so that it is signed in there from then. */
final class Elsewhere {

  private static final Pattern LOGIN =
      Pattern.compile("id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");

  private final Map<String, String> cookies = new HashMap<>();

  /** Signs in at Keycloak, if it asks; where the browser is sent back to, without our host. */
  String signsIn(Response sent, String name, String password) {
    var page = opens(sent.then().statusCode(303).extract().header("Location"));
    if (page.statusCode() == 302) {
      return back(page);
    }
    var action = LOGIN.matcher(page.asString());
    assertTrue(action.find(), page.asString());
    return back(
        seen(
            given()
                .redirects()
                .follow(false)
                .cookies(cookies)
                .urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded")
                .body("username=%s&password=%s".formatted(name, password.replace(' ', '+')))
                .post(action.group(1).replace("&amp;", "&"))));
  }

  /** Says yes at a stand-in of a provider, or meets trouble. */
  static String atStandIn(Response sent, int id, String login, String trouble) {
    String asked = sent.then().statusCode(303).extract().header("Location");
    return back(
        new Elsewhere().opens("%s&id=%d&login=%s&trouble=%s".formatted(asked, id, login, trouble)));
  }

  private Response opens(String uri) {
    return seen(
        given().redirects().follow(false).cookies(cookies).urlEncodingEnabled(false).get(uri));
  }

  private Response seen(Response response) {
    cookies.putAll(response.getCookies());
    return response;
  }

  private static String back(Response redirect) {
    var to = URI.create(redirect.then().statusCode(302).extract().header("Location"));
    return to.getRawPath() + "?" + to.getRawQuery();
  }
}
