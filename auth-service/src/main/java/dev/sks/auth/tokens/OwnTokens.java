package dev.sks.auth.tokens;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/**
 * Verifies tokens of this service with the key ring in memory, by the rules of the configuration,
 * so that the service needs no HTTP to itself.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class OwnTokens extends JWTCallerPrincipalFactory {

  private record Verifier(String jwks, JWTCallerPrincipalFactory factory) {}

  private final KeyRing ring;
  private volatile Verifier verifier = new Verifier("", null);

  OwnTokens(KeyRing ring) {
    this.ring = ring;
  }

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
    String jwks = ring.keys().jwks();
    var current = verifier;
    if (!current.jwks().equals(jwks)) {
      // SmallRye's factory keeps the keys it saw first.
      current = new Verifier(jwks, new DefaultJWTCallerPrincipalFactory());
      verifier = current;
    }
    var withKeys = new JWTAuthContextInfo(rules);
    withKeys.setPublicKeyContent(jwks);
    return current.factory().parse(token, withKeys);
  }
}
