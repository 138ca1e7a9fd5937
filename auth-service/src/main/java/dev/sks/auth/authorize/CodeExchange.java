package dev.sks.auth.authorize;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import dev.sks.auth.clients.RegisteredClient;
import dev.sks.auth.oauth2.Clients;
import dev.sks.auth.oauth2.Exchange;
import dev.sks.auth.oauth2.OAuthException;
import dev.sks.auth.oauth2.TokenAnswers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A code, from the client that got it and knows the verifier, gives tokens. */
@ApplicationScoped
class CodeExchange implements Exchange {

  private final Clients clients;
  private final CodeStore codes;
  private final TokenAnswers answers;

  CodeExchange(Clients clients, CodeStore codes, TokenAnswers answers) {
    this.clients = clients;
    this.codes = codes;
    this.answers = answers;
  }

  @Override
  public GrantType type() {
    return GrantType.AUTHORIZATION_CODE;
  }

  @Override
  public Uni<AccessTokenResponse> answer(TokenRequest request) {
    var grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
    return clients
        .of(request)
        .chain(
            client ->
                codes.redeem(
                    grant.getAuthorizationCode().getValue(), code -> isRight(code, client, grant)))
        .map(
            redeemed ->
                redeemed.orElseThrow(
                    () ->
                        new OAuthException(
                            OAuth2Error.INVALID_GRANT,
                            "the code is unknown, used, over or not for this request")))
        .map(redeemed -> answers.ofSignIn(redeemed.opened(), redeemed.nonce()));
  }

  private static boolean isRight(
      AuthorizationCode code, RegisteredClient client, AuthorizationCodeGrant grant) {
    return code.clientId.equals(client.id())
        && grant.getRedirectionURI() != null
        && code.redirectUri.equals(grant.getRedirectionURI().toString())
        && grant.getCodeVerifier() != null
        && CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
            .getValue()
            .equals(code.codeChallenge);
  }
}
