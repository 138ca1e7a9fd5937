package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import dev.sks.auth.apikeys.ApiKeyStore;
import dev.sks.auth.clients.RegisteredClient;
import dev.sks.auth.revocations.RevocationStore;
import dev.sks.auth.sessions.SessionEnds;
import dev.sks.auth.sessions.SessionStore;
import dev.sks.base.token.TokenRules;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * {@code POST /oauth2/revoke} (RFC 7009): either token of a session ends the session; a token of an
 * API key ends alone.
 */
@Path("/oauth2/revoke")
@PermitAll
public class RevocationResource {

  private static final Logger LOG = Logger.getLogger(RevocationResource.class);

  private final Clients clients;
  private final ApiKeyStore keys;
  private final SessionEnds sessions;
  private final RevocationStore revocations;
  private final JWTParser tokens;

  RevocationResource(
      Clients clients,
      ApiKeyStore keys,
      SessionEnds sessions,
      RevocationStore revocations,
      JWTParser tokens) {
    this.clients = clients;
    this.keys = keys;
    this.sessions = sessions;
    this.revocations = revocations;
    this.tokens = tokens;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> revoke(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, String body) {
    var request = parse(authorization, body);
    String token = request.getToken().getValue();
    return keyOf(request)
        .chain(
            key ->
                key.map(id -> endTokenOf(id, token)).orElseGet(() -> endOfClient(request, token)))
        .replaceWith(() -> Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").build());
  }

  /** The API key that asks, if it is one. */
  private Uni<Optional<String>> keyOf(TokenRevocationRequest request) {
    var authentication = request.getClientAuthentication();
    if (authentication == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    String id = authentication.getClientID().getValue();
    return keys.prove(id, Clients.secret(authentication)).map(grant -> grant.map(found -> id));
  }

  /** The key goes on; of its tokens only this one ends. */
  private Uni<Void> endTokenOf(String key, String token) {
    return accessToken(token)
        .filter(access -> key.equals(access.getClaim(TokenRules.SESSION_CLAIM)))
        .map(access -> revocations.note(access.getTokenID()))
        .orElseGet(Uni.createFrom()::voidItem);
  }

  private Uni<Void> endOfClient(TokenRevocationRequest request, String token) {
    return clients
        .of(request)
        .map(RevocationResource::whose)
        .call(whose -> sessions.signOut(token, whose))
        .call(
            whose ->
                accessToken(token)
                    .map(access -> access.<String>getClaim(TokenRules.SESSION_CLAIM))
                    .map(session -> sessions.end(session, whose))
                    .orElseGet(Uni.createFrom()::voidItem))
        .replaceWithVoid();
  }

  private Optional<JsonWebToken> accessToken(String token) {
    try {
      return Optional.of(tokens.parse(token));
    } catch (io.smallrye.jwt.auth.principal.ParseException e) {
      LOG.debugf("Token to revoke is no access token of ours cause=%s", e.getMessage());
      return Optional.empty();
    }
  }

  /** Our own command line may also sign in at the session resource. */
  private static Set<String> whose(RegisteredClient client) {
    return client.id().equals(RegisteredClient.CLI)
        ? Set.of(client.id(), SessionStore.NO_CLIENT)
        : Set.of(client.id());
  }

  private static TokenRevocationRequest parse(String authorization, String body) {
    try {
      var form = OAuthHttp.form(authorization, body);
      if (ClientAuthentication.parse(form) == null
          && !form.getBodyAsFormParameters().containsKey("client_id")) {
        throw new OAuthException(OAuth2Error.INVALID_CLIENT, "name the client with client_id");
      }
      return TokenRevocationRequest.parse(form);
    } catch (ParseException e) {
      throw OAuthException.of(e);
    }
  }
}
