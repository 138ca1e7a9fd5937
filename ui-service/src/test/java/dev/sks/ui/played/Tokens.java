package dev.sks.ui.played;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tokens as auth-service would sign them. */
public final class Tokens {

  private Tokens() {}

  public static String of(String tenant, String role) {
    return of(tenant, role, Duration.ofMinutes(5));
  }

  public static String of(String tenant, String role, Duration life) {
    return sign(tenant, role, Instant.now().plus(life), "http://127.0.0.1:8080", "sks");
  }

  /** Of a session that may end before it. */
  public static String ofSession(String tenant, String role, String session) {
    return sign(
        Jwt.claims().claim("sid", session),
        tenant,
        role,
        Instant.now().plusSeconds(300),
        "http://127.0.0.1:8080",
        "sks");
  }

  public static String sign(
      String tenant, String role, Instant expiry, String issuer, String audience) {
    return sign(Jwt.claims().claim("sid", "of-" + tenant), tenant, role, expiry, issuer, audience);
  }

  private static String sign(
      JwtClaimsBuilder claims,
      String tenant,
      String role,
      Instant expiry,
      String issuer,
      String audience) {
    return claims
        .issuer(issuer)
        .audience(audience)
        .subject("id-of-" + tenant)
        .upn("user-of-" + tenant)
        .groups(Set.of(role))
        .claim("tenant", tenant)
        .issuedAt(expiry.minusSeconds(600))
        .expiresAt(expiry)
        .jws()
        .type("at+jwt")
        .keyId(PeersResource.KID)
        .sign(key());
  }

  static PrivateKey key() {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(config("test.private-key")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] config(String name) {
    return Base64.getDecoder().decode(ConfigProvider.getConfig().getValue(name, String.class));
  }
}
