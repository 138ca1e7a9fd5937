package dev.sks.manager.attempts.cluster;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** Verifies tokens that the cluster made for pods to show to us. */
@ApplicationScoped
class PodTokens {

  private static final String AUDIENCE = "sks-attempts";
  private static final int LONGEST = 8192;
  private static final int SKEW_SECONDS = 10;
  private static final int REMEMBERED = 2000;
  private static final Duration MEMORY = Duration.ofSeconds(10);
  private static final AlgorithmConstraints SIGNED =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, "RS256", "RS384", "RS512", "ES256", "ES384", "ES512");

  private final KeyCache keys;
  private final Clock clock;

  /** An attempt shows one token again and again. An expired one is good for so long yet. */
  private final Cache<String, PodToken> verified =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(MEMORY).build();

  PodTokens(KeyCache keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Empty if it is none of these, or not valid now. */
  Optional<PodToken> verify(String token) throws IOException {
    if (token == null || token.length() > LONGEST) {
      return Optional.empty();
    }
    PodToken known = verified.getIfPresent(token);
    return known != null ? Optional.of(known) : read(token);
  }

  private Optional<PodToken> read(String token) throws IOException {
    try {
      String keyId = JsonWebStructure.fromCompactSerialization(token).getKeyIdHeaderValue();
      Optional<PodToken> pod = pod(consumer(keys.with(keyId)).processToClaims(token));
      pod.ifPresent(good -> verified.put(token, good));
      return pod;
    } catch (JoseException | InvalidJwtException e) {
      return Optional.empty();
    }
  }

  private JwtConsumer consumer(ClusterKeys trusted) {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(SIGNED)
        .setVerificationKeyResolver(new JwksVerificationKeyResolver(trusted.keys()))
        .setExpectedIssuer(trusted.issuer())
        .setExpectedAudience(AUDIENCE)
        .setRequireExpirationTime()
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
        .setAllowedClockSkewInSeconds(SKEW_SECONDS)
        .build();
  }

  private static Optional<PodToken> pod(JwtClaims claims) {
    Map<?, ?> bound = map(claims.getClaimValue("kubernetes.io"));
    Map<?, ?> pod = map(bound.get("pod"));
    if (bound.get("namespace") instanceof String namespace
        && pod.get("name") instanceof String name
        && pod.get("uid") instanceof String uid) {
      return Optional.of(new PodToken(namespace, name, uid));
    }
    return Optional.empty();
  }

  private static Map<?, ?> map(Object claim) {
    return claim instanceof Map<?, ?> map ? map : Map.of();
  }
}
