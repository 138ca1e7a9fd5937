package dev.sks.auth.users;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Refuses the tokens of users who were disabled or deleted since. Other services let such a token
 * live out its minutes; here, where accounts are made, it ends at once.
 */
@ApplicationScoped
class EnabledUsers implements SecurityIdentityAugmentor {

  private final UserStore users;

  EnabledUsers(UserStore users) {
    this.users = users;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (identity.isAnonymous()) {
      return Uni.createFrom().item(identity);
    }
    var token = (JsonWebToken) identity.getPrincipal();
    return users
        .isEnabled(UUID.fromString(token.getSubject()))
        .map(
            enabled -> {
              if (!enabled) {
                throw new AuthenticationFailedException("the account has ended");
              }
              return identity;
            });
  }
}
