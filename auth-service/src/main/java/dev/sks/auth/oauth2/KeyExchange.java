package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import dev.sks.auth.apikeys.ApiKeyStore;
import dev.sks.auth.tokens.Holder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Client credentials: an API key gives tokens of its owner. */
@ApplicationScoped
class KeyExchange implements Exchange {

  private final ApiKeyStore keys;
  private final TokenAnswers answers;

  KeyExchange(ApiKeyStore keys, TokenAnswers answers) {
    this.keys = keys;
    this.answers = answers;
  }

  @Override
  public GrantType type() {
    return GrantType.CLIENT_CREDENTIALS;
  }

  @Override
  public Uni<AccessTokenResponse> answer(TokenRequest request) {
    var key = request.getClientAuthentication();
    String id = key.getClientID().getValue();
    return keys.prove(id, Clients.secret(key))
        .map(grant -> grant.orElseThrow(Clients::wrong))
        .map(grant -> answers.of(new Holder(grant, id, Optional.empty(), "")));
  }
}
