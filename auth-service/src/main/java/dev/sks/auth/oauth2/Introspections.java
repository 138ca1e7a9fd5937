package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import dev.sks.auth.apikeys.ApiKeyStore;
import dev.sks.auth.sessions.SessionEnds;
import dev.sks.auth.sessions.SessionState;
import dev.sks.auth.tokens.AccessTokens;
import dev.sks.auth.users.Grant;
import dev.sks.auth.users.Role;
import dev.sks.base.token.Caller;
import dev.sks.base.token.TokenRules;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Says what a token is worth now, to whom that is known anyway; to others it is inactive. */
@ApplicationScoped
class Introspections {

  /** Who asks, as far as it decides what they may know: the token's client and tenant. */
  interface Asker {
    boolean mayKnow(String client, String tenant);
  }

  private static final Logger LOG = Logger.getLogger(Introspections.class);

  private final Clients clients;
  private final ApiKeyStore keys;
  private final SessionEnds sessions;
  private final JWTParser tokens;
  private final String issuer;

  Introspections(
      Clients clients,
      ApiKeyStore keys,
      SessionEnds sessions,
      JWTParser tokens,
      @ConfigProperty(name = "sks.public-url") String issuer) {
    this.clients = clients;
    this.keys = keys;
    this.sessions = sessions;
    this.tokens = tokens;
    this.issuer = issuer;
  }

  /** An API key knows of its tenant's tokens, an administrator's of all; a client of its own. */
  Uni<Asker> asker(ClientAuthentication authentication) {
    String id = authentication.getClientID().getValue();
    return keys.prove(id, Clients.secret(authentication))
        .chain(
            grant ->
                grant.isPresent()
                    ? Uni.createFrom().item(ofKey(grant.get()))
                    : clients
                        .authenticated(authentication)
                        .map(client -> (token, tenant) -> token.equals(client.id())));
  }

  Uni<TokenIntrospectionSuccessResponse> of(String token, Asker asker) {
    return sessions
        .find(token)
        .chain(
            session ->
                session.isPresent()
                    ? Uni.createFrom().item(session.filter(knownTo(asker)).map(this::describe))
                    : accessToken(token, asker))
        .map(found -> found.orElseGet(Introspections::inactive));
  }

  private static Asker ofKey(Grant grant) {
    return (client, tenant) -> grant.role() == Role.ADMIN || tenant.equals(grant.tenant());
  }

  private static Predicate<SessionState> knownTo(Asker asker) {
    return session -> asker.mayKnow(session.client(), session.tenant());
  }

  private Uni<Optional<TokenIntrospectionSuccessResponse>> accessToken(String token, Asker asker) {
    try {
      JsonWebToken access = tokens.parse(token);
      String client = Optional.<String>ofNullable(access.getClaim("client_id")).orElse("");
      if (!asker.mayKnow(client, access.getClaim(Caller.TENANT_CLAIM))) {
        return Uni.createFrom().item(Optional.empty());
      }
      var user = UUID.fromString(access.getSubject());
      return sessions
          .isAlive(user, access.getClaim(TokenRules.SESSION_CLAIM))
          .map(alive -> alive ? Optional.of(describe(access, client)) : Optional.empty());
    } catch (ParseException e) {
      LOG.debugf("Token to look at is none of ours cause=%s", e.getMessage());
      return Uni.createFrom().item(Optional.empty());
    }
  }

  private TokenIntrospectionSuccessResponse describe(SessionState session) {
    return described(session.client(), session.scope(), session.name(), session.tenant())
        .subject(new Subject(session.user()))
        .expirationTime(Date.from(session.expiresAt()))
        .issuer(new Issuer(issuer))
        .build();
  }

  private TokenIntrospectionSuccessResponse describe(JsonWebToken access, String client) {
    String scope = Optional.<String>ofNullable(access.getClaim("scope")).orElse("");
    return described(client, scope, access.getName(), access.getClaim(Caller.TENANT_CLAIM))
        .tokenType(AccessTokenType.BEARER)
        .subject(new Subject(access.getSubject()))
        .issueTime(new Date(access.getIssuedAtTime() * 1000))
        .expirationTime(new Date(access.getExpirationTime() * 1000))
        .issuer(new Issuer(access.getIssuer()))
        .audience(List.of(new Audience(AccessTokens.AUDIENCE)))
        .jwtID(new JWTID(access.getTokenID()))
        .build();
  }

  private static TokenIntrospectionSuccessResponse.Builder described(
      String client, String scope, String name, String tenant) {
    var answer =
        new TokenIntrospectionSuccessResponse.Builder(true)
            .username(name)
            .parameter(Caller.TENANT_CLAIM, tenant);
    if (!client.isEmpty()) {
      answer.clientID(new ClientID(client));
    }
    return scope.isEmpty() ? answer : answer.scope(Scope.parse(scope));
  }

  private static TokenIntrospectionSuccessResponse inactive() {
    return new TokenIntrospectionSuccessResponse.Builder(false).build();
  }
}
