package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import dev.sks.auth.clients.RegisteredClient;
import dev.sks.auth.sessions.SessionStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** A refresh token, from the client that got it, gives a new pair. */
@ApplicationScoped
class RefreshExchange implements Exchange {

  private final Clients clients;
  private final SessionStore sessions;
  private final TokenAnswers answers;

  RefreshExchange(Clients clients, SessionStore sessions, TokenAnswers answers) {
    this.clients = clients;
    this.sessions = sessions;
    this.answers = answers;
  }

  @Override
  public GrantType type() {
    return GrantType.REFRESH_TOKEN;
  }

  @Override
  public Uni<AccessTokenResponse> answer(TokenRequest request) {
    var grant = (RefreshTokenGrant) request.getAuthorizationGrant();
    return clients
        .optional(request)
        .map(client -> client.map(RegisteredClient::id).orElse(SessionStore.NO_CLIENT))
        .chain(client -> sessions.refresh(grant.getRefreshToken().getValue(), Set.of(client)))
        .map(
            opened ->
                opened.orElseThrow(
                    () ->
                        new OAuthException(
                            OAuth2Error.INVALID_GRANT,
                            "the refresh token is unknown, used or over: sign in again")))
        .map(answers::of);
  }
}
