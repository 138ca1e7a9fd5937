package dev.sks.base.token;

import dev.sks.base.revocation.EndedSessions;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * What a token must be to be believed, at every service alike: an access token (RFC 9068) signed
 * with RS256 by a key the header only names and never brings, of our issuer, for our audience, in
 * its time, of a session, and neither ended itself nor with its session.
 */
@ApplicationScoped
public class TokenRules {

  /** Names the session or API key a token comes of. */
  public static final String SESSION_CLAIM = "sid";

  private static final String TYPE = "at+jwt";
  private static final int SKEW_SECONDS = 5;

  private final EndedSessions ended;
  private final String issuer;
  private final String audience;

  TokenRules(
      EndedSessions ended,
      @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer,
      @ConfigProperty(name = "mp.jwt.verify.audiences") String audience) {
    this.ended = ended;
    this.issuer = issuer;
    this.audience = audience;
  }

  /**
   * The caller of a token that is right.
   *
   * @throws ParseException if it is not
   */
  public JWTCallerPrincipal check(String token, Function<String, Optional<Key>> keys)
      throws ParseException {
    try {
      JwtClaims claims = consumer(keys).processToClaims(token);
      String session = claims.getClaimValueAsString(SESSION_CLAIM);
      if (session == null) {
        throw new ParseException("the token is of no session");
      }
      if (ended.contains(session)
          || ended.contains(claims.getClaimValueAsString(Claims.jti.name()))) {
        throw new ParseException("the token or its session has ended");
      }
      return new DefaultJWTCallerPrincipal(token, "JWT", claims);
    } catch (InvalidJwtException e) {
      throw new ParseException("the token is not ours, or over", e);
    }
  }

  private JwtConsumer consumer(Function<String, Optional<Key>> keys) {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
        .setVerificationKeyResolver(
            (jws, outer) ->
                keys.apply(jws.getKeyIdHeaderValue())
                    .orElseThrow(() -> new UnresolvableKeyException("no key has this kid")))
        .setExpectedType(true, TYPE)
        .setExpectedIssuer(true, issuer)
        .setExpectedAudience(true, audience)
        .setRequireSubject()
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds(SKEW_SECONDS)
        .build();
  }
}
