package dev.sks.auth.tokens;

import dev.sks.base.token.TokenRules;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/**
 * Verifies tokens of this service with the key ring in memory, so that the service needs no HTTP to
 * itself.
 */
@Alternative
@Priority(2)
@ApplicationScoped
public class OwnTokens extends JWTCallerPrincipalFactory {

  private final KeyRing ring;
  private final TokenRules rules;

  OwnTokens(KeyRing ring, TokenRules rules) {
    this.ring = ring;
    this.rules = rules;
  }

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configured)
      throws ParseException {
    return rules.check(token, ring.published()::find);
  }
}
