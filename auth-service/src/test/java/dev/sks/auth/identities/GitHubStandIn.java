package dev.sks.auth.identities;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Speaks GitHub's three addresses as GitHub does. Who is signed in there, and what goes wrong, the
 * browser says with {@code id}, {@code login} and {@code trouble} at the authorization address.
 */
public class GitHubStandIn implements QuarkusTestResourceLifecycleManager {

  private static final String SECRET = "github's secret";

  private record Grant(Map<String, String> asked) {}

  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private HttpServer server;
  private Path secret;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/login/oauth/authorize", this::authorize);
      server.createContext("/login/oauth/access_token", this::token);
      server.createContext("/user", this::user);
      server.start();
      secret = Files.writeString(Files.createTempFile("sks-github", null), SECRET);
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      var config = new HashMap<String, String>();
      config.put("sks.providers.github.type", "github");
      config.put("sks.providers.github.label", "GitHub");
      config.put("sks.providers.github.client-id", "Iv1.sks");
      config.put("sks.providers.github.client-secret-file", secret.toString());
      config.put("sks.providers.github.authorization-endpoint", base + "/login/oauth/authorize");
      config.put("sks.providers.github.token-endpoint", base + "/login/oauth/access_token");
      config.put("sks.providers.github.user-endpoint", base + "/user");
      config.put("sks.providers.down.type", "oidc");
      config.put("sks.providers.down.client-id", "sks");
      config.put("sks.providers.down.issuer", "http://127.0.0.1:1");
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
    try {
      Files.deleteIfExists(secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var asked = parameters(exchange.getRequestURI().getRawQuery());
    String code = "code-" + grants.size();
    grants.put(code, new Grant(asked));
    String answer =
        "denied".equals(asked.get("trouble"))
            ? "error=access_denied&error_description=The+user+has+denied+your+application+access."
            : "code=" + code;
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            asked.get("redirect_uri")
                + "?"
                + answer
                + "&state="
                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    var form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var grant = grants.get(form.getOrDefault("code", ""));
    String trouble = grant == null ? "refused" : grant.asked().getOrDefault("trouble", "");
    if (trouble.equals("outage")) {
      answer(exchange, 503, "<html>Unicorn!</html>");
    } else if (trouble.equals("refused") || !isRight(form, grant)) {
      answer(
          exchange,
          200,
          "{\"error\":\"bad_verification_code\",\"error_description\":\"The code passed is"
              + " incorrect or expired.\",\"error_uri\":\"https://docs.github.com\"}");
    } else if (trouble.equals("flood")) {
      answer(exchange, 200, "{\"x\":\"" + "x".repeat(1_000_000) + "\"}");
    } else {
      answer(
          exchange,
          200,
          "{\"access_token\":\"gho_%s\",\"scope\":\"\",\"token_type\":\"bearer\"}"
              .formatted(form.get("code")));
    }
  }

  private void user(HttpExchange exchange) throws IOException {
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    var grant = grants.get(bearer == null ? "" : bearer.replaceFirst("(?i)^bearer gho_", ""));
    if (grant == null) {
      answer(exchange, 401, "{\"message\":\"Bad credentials\"}");
    } else {
      answer(
          exchange,
          200,
          "{\"id\":%s,\"login\":\"%s\",\"name\":null,\"email\":\"someone@github.example\"}"
              .formatted(grant.asked().get("id"), grant.asked().get("login")));
    }
  }

  private static boolean isRight(Map<String, String> form, Grant grant) {
    return SECRET.equals(form.get("client_secret"))
        && "Iv1.sks".equals(form.get("client_id"))
        && grant.asked().get("redirect_uri").equals(form.get("redirect_uri"))
        && CodeChallenge.compute(
                CodeChallengeMethod.S256, new CodeVerifier(form.get("code_verifier")))
            .getValue()
            .equals(grant.asked().get("code_challenge"));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type", body.startsWith("{") ? "application/json; charset=utf-8" : "text/html");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static Map<String, String> parameters(String text) {
    var all = URLUtils.parseParameters(text);
    var first = new HashMap<String, String>();
    all.keySet().forEach(name -> first.put(name, MultivaluedMapUtils.getFirstValue(all, name)));
    return first;
  }
}
