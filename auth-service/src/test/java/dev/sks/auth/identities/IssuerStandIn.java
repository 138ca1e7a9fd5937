package dev.sks.auth.identities;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An OpenID provider. Who is signed in there, and in what one point it does not tell the truth, the
 * browser says with {@code id}, {@code login} and {@code trouble} at the authorization address.
 */
public class IssuerStandIn implements QuarkusTestResourceLifecycleManager {

  private static final String CLIENT = "sks";
  private static final String SECRET = "a secret that is long enough for a MAC";
  private static final String KID = "the only key";

  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
  private final RSAKey key = newKey();
  private final RSAKey foreign = newKey();
  private HttpServer server;
  private String issuer;
  private Path secret;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      issuer = "http://127.0.0.1:" + server.getAddress().getPort();
      server.createContext("/.well-known/openid-configuration", this::metadata);
      server.createContext("/authorize", this::authorize);
      server.createContext("/token", this::token);
      server.createContext("/jwks", e -> answer(e, new JWKSet(key).toString(true)));
      server.start();
      secret = Files.writeString(Files.createTempFile("sks-issuer", null), SECRET);
      return Map.of(
          "sks.providers.issuer.type",
          "oidc",
          "sks.providers.issuer.issuer",
          issuer,
          "sks.providers.issuer.client-id",
          CLIENT,
          "sks.providers.issuer.client-secret-file",
          secret.toString());
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

  /** Announces algorithms, too, that nobody should take of it. */
  private void metadata(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        """
        {"issuer": "ISSUER", "authorization_endpoint": "ISSUER/authorize",
         "token_endpoint": "ISSUER/token", "jwks_uri": "ISSUER/jwks",
         "response_types_supported": ["code"], "subject_types_supported": ["public"],
         "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
        """
            .replace("ISSUER", issuer));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var request = parameters(exchange.getRequestURI().getRawQuery());
    String code = "code-" + asked.size();
    asked.put(code, request);
    String state = request.get("state") + ("state".equals(request.get("trouble")) ? "x" : "");
    exchange
        .getResponseHeaders()
        .set("Location", "%s?code=%s&state=%s".formatted(request.get("redirect_uri"), code, state));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    var form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    try {
      answer(
          exchange,
          "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
              .formatted(idToken(asked.get(form.get("code")))));
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  private String idToken(Map<String, String> request) throws JOSEException {
    String trouble = request.get("trouble");
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(trouble.equals("issuer") ? issuer + "/other" : issuer)
            .audience(trouble.equals("audience") ? "somebody else" : CLIENT)
            .subject(request.get("id"))
            .claim("preferred_username", request.get("login"))
            .issueTime(Date.from(now.minusSeconds(600)))
            .expirationTime(Date.from(now.plusSeconds(trouble.equals("expired") ? -300 : 300)));
    if (!trouble.equals("no-nonce")) {
      claims.claim("nonce", trouble.equals("nonce") ? "another" : request.get("nonce"));
    }
    return serialized(trouble, claims.build());
  }

  private String serialized(String trouble, JWTClaimsSet claims) throws JOSEException {
    return switch (trouble) {
      case "unsigned" -> new PlainJWT(claims).serialize();
      case "mac-of-key" ->
          signed(
              header(JWSAlgorithm.HS256), claims, new MACSigner(key.toRSAPublicKey().getEncoded()));
      case "mac-of-secret" -> signed(header(JWSAlgorithm.HS256), claims, new MACSigner(SECRET));
      case "foreign-key" -> signed(header(JWSAlgorithm.RS256), claims, new RSASSASigner(foreign));
      case "brought-key" ->
          signed(
              header(JWSAlgorithm.RS256).jwk(foreign.toPublicJWK()),
              claims,
              new RSASSASigner(foreign));
      default -> signed(header(JWSAlgorithm.RS256), claims, new RSASSASigner(key));
    };
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID(KID);
  }

  private static String signed(JWSHeader.Builder header, JWTClaimsSet claims, JWSSigner signer)
      throws JOSEException {
    var token = new SignedJWT(header.build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(KID).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(200, bytes.length);
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
