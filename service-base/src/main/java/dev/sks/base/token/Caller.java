package dev.sks.base.token;

import dev.sks.contract.Roles;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls, out of the verified token. */
@RequestScoped
public class Caller {

  /** The claim with the tenant the token is for. */
  public static final String TENANT_CLAIM = "tenant";

  private static final String CLIENT_CLAIM = "client_id";

  private final JsonWebToken token;

  Caller(JsonWebToken token) {
    this.token = token;
  }

  /** The user's stable id. */
  public String subject() {
    return token.getSubject();
  }

  /** The user's name. */
  public String name() {
    return token.getName();
  }

  public String tenant() {
    return token.getClaim(TENANT_CLAIM);
  }

  /** The session or API key the token comes of. */
  public String session() {
    return token.getClaim(TokenRules.SESSION_CLAIM);
  }

  /** The OAuth client the token was given to; null if there was none. */
  public String client() {
    return token.getClaim(CLIENT_CLAIM);
  }

  public Set<String> roles() {
    return token.getGroups();
  }

  public boolean isAdmin() {
    return roles().contains(Roles.ADMIN);
  }

  /** When the token ends, in seconds since the epoch. */
  public long expiresAt() {
    return token.getExpirationTime();
  }

  /** The token itself, to pass on to another service. */
  public String bearer() {
    return token.getRawToken();
  }
}
