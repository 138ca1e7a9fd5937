package dev.sks.auth;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a browser: keeps cookies, fills in the form of a page, follows no redirect. */
public final class Person {

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");

  private final Map<String, String> cookies = new HashMap<>();
  private final Map<String, String> headers;
  private Map<String, String> form = Map.of();

  public Person() {
    this(Map.of());
  }

  private Person(Map<String, String> headers) {
    this.headers = headers;
  }

  /** Somebody at another address. */
  public static Person from(String address) {
    return new Person(Map.of("X-Forwarded-For", address));
  }

  /** Opens a page. */
  public Response opens(String path) {
    return seen(browser().urlEncodingEnabled(false).get(path));
  }

  /** Posts the form of the last page with what was typed. */
  public Response submits(String action, Map<String, String> typed) {
    var fields = new HashMap<>(form);
    fields.putAll(typed);
    return seen(
        browser()
            .contentType("application/x-www-form-urlencoded; charset=UTF-8")
            .formParams(fields)
            .post(action));
  }

  /** The hidden fields of the last page. */
  public Map<String, String> form() {
    return form;
  }

  private RequestSpecification browser() {
    return given().redirects().follow(false).headers(headers).cookies(cookies);
  }

  private Response seen(Response response) {
    cookies.putAll(response.getCookies());
    var fields = new HashMap<String, String>();
    Matcher hidden = HIDDEN.matcher(response.asString());
    while (hidden.find()) {
      fields.put(
          hidden.group(1),
          hidden.group(2).replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\""));
    }
    form = fields;
    return response;
  }
}
