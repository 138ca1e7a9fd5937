package dev.sks.auth.tokens;

import dev.sks.auth.users.Grant;
import dev.sks.base.token.Caller;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.Claims;

/** Issues access tokens: short-lived, for one tenant, RS256 with {@code kid}. */
@ApplicationScoped
public class AccessTokens {

  private static final String AUDIENCE = "sks";

  private final KeyRing ring;
  private final Clock clock;
  private final String issuer;
  private final Duration life;

  AccessTokens(
      KeyRing ring,
      Clock clock,
      @ConfigProperty(name = "sks.public-url") String issuer,
      @ConfigProperty(name = "sks.access-token-life") Duration life) {
    this.ring = ring;
    this.clock = clock;
    this.issuer = issuer;
    this.life = life;
  }

  public String issue(Grant grant) {
    var keys = ring.keys();
    var now = clock.instant();
    return Jwt.issuer(issuer)
        .audience(AUDIENCE)
        .subject(grant.user().toString())
        .upn(grant.name())
        .preferredUserName(grant.name())
        .claim(Caller.TENANT_CLAIM, grant.tenant())
        .groups(grant.role().words())
        .claim(Claims.jti.name(), UUID.randomUUID().toString())
        .issuedAt(now)
        .expiresAt(now.plus(life))
        .jws()
        .algorithm(SignatureAlgorithm.RS256)
        .keyId(keys.kid())
        .sign(keys.signing());
  }

  /** How long a token lives, in seconds. */
  public long lifeSeconds() {
    return life.toSeconds();
  }
}
