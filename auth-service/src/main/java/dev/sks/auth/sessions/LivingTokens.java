package dev.sks.auth.sessions;

import dev.sks.base.token.TokenRules;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Refuses the tokens of sessions and keys that ended, and of users who were disabled or deleted
 * since. Other services hear of it over Kafka; here, where accounts are made, it is so at once.
 */
@ApplicationScoped
class LivingTokens implements SecurityIdentityAugmentor {

  private final SessionEnds sessions;

  LivingTokens(SessionEnds sessions) {
    this.sessions = sessions;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (identity.isAnonymous()) {
      return Uni.createFrom().item(identity);
    }
    var token = (JsonWebToken) identity.getPrincipal();
    return sessions
        .isAlive(UUID.fromString(token.getSubject()), token.getClaim(TokenRules.SESSION_CLAIM))
        .map(
            alive -> {
              if (!alive) {
                throw new AuthenticationFailedException("the session, key or account has ended");
              }
              return identity;
            });
  }
}
