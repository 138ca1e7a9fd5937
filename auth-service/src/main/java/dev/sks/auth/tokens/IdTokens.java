package dev.sks.auth.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.sks.base.token.Caller;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Issues ID tokens (OpenID Connect Core 1.0, 2): for the client, and of no use as a bearer. */
@ApplicationScoped
public class IdTokens {

  private final KeyRing ring;
  private final Clock clock;
  private final String issuer;
  private final Duration life;

  IdTokens(
      KeyRing ring,
      Clock clock,
      @ConfigProperty(name = "sks.public-url") String issuer,
      @ConfigProperty(name = "sks.access-token-life") Duration life) {
    this.ring = ring;
    this.clock = clock;
    this.issuer = issuer;
    this.life = life;
  }

  /** For the holder's client; {@code accessToken} is the one it goes with. */
  public String issue(
      Holder holder, Instant authenticatedAt, Optional<String> nonce, String accessToken) {
    var signer = ring.signer();
    var now = clock.instant();
    var hash = AccessTokenHash.compute(new BearerAccessToken(accessToken), JWSAlgorithm.RS256);
    var claims =
        Jwt.issuer(issuer)
            .audience(holder.client().orElseThrow())
            .subject(holder.grant().user().toString())
            .preferredUserName(holder.grant().name())
            .claim(Caller.TENANT_CLAIM, holder.grant().tenant())
            .claim(IDTokenClaimsSet.AUTH_TIME_CLAIM_NAME, authenticatedAt.getEpochSecond())
            .claim(IDTokenClaimsSet.AT_HASH_CLAIM_NAME, hash.getValue())
            .issuedAt(now)
            .expiresAt(now.plus(life));
    nonce.ifPresent(value -> claims.claim(IDTokenClaimsSet.NONCE_CLAIM_NAME, value));
    return claims
        .jws()
        .algorithm(SignatureAlgorithm.RS256)
        .keyId(signer.kid())
        .sign(signer.signing());
  }
}
