package dev.sks.base.token;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** Verifies tokens with the issuer's keys as this service knows them. */
@Alternative
@Priority(1)
@ApplicationScoped
public class TokenVerifier extends JWTCallerPrincipalFactory {

  private final IssuerKeys keys;
  private final TokenRules rules;

  TokenVerifier(IssuerKeys keys, TokenRules rules) {
    this.keys = keys;
    this.rules = rules;
  }

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configured)
      throws ParseException {
    return rules.check(token, keys::find);
  }
}
