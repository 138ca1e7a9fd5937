package dev.sks.auth.tokens;

import dev.sks.base.token.Caller;
import dev.sks.base.token.TokenRules;
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

  public static final String AUDIENCE = "sks";

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

  public String issue(Holder holder) {
    var grant = holder.grant();
    var signer = ring.signer();
    var now = clock.instant();
    var claims =
        Jwt.issuer(issuer)
            .audience(AUDIENCE)
            .subject(grant.user().toString())
            .upn(grant.name())
            .preferredUserName(grant.name())
            .claim(Caller.TENANT_CLAIM, grant.tenant())
            .groups(grant.role().words())
            .claim(Claims.jti.name(), UUID.randomUUID().toString())
            .issuedAt(now)
            .claim(TokenRules.SESSION_CLAIM, holder.session())
            .expiresAt(now.plus(life));
    holder.client().ifPresent(client -> claims.claim("client_id", client));
    if (!holder.scope().isEmpty()) {
      claims.claim("scope", holder.scope());
    }
    return claims
        .jws()
        .type("at+jwt")
        .algorithm(SignatureAlgorithm.RS256)
        .keyId(signer.kid())
        .sign(signer.signing());
  }

  /** How long a token lives, in seconds. */
  public long lifeSeconds() {
    return life.toSeconds();
  }
}
