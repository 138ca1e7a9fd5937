package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.sks.auth.sessions.Opened;
import dev.sks.auth.tokens.AccessTokens;
import dev.sks.auth.tokens.Holder;
import dev.sks.auth.tokens.IdTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Makes token responses (RFC 6749, 5.1), which also say which tenant the token is for. */
@ApplicationScoped
public class TokenAnswers {

  private final AccessTokens accessTokens;
  private final IdTokens idTokens;

  TokenAnswers(AccessTokens accessTokens, IdTokens idTokens) {
    this.accessTokens = accessTokens;
    this.idTokens = idTokens;
  }

  /** Without a refresh token. */
  AccessTokenResponse of(Holder holder) {
    return new AccessTokenResponse(new Tokens(access(holder), null), tenant(holder));
  }

  AccessTokenResponse of(Opened opened) {
    var holder = opened.holder();
    return new AccessTokenResponse(
        new Tokens(access(holder), new RefreshToken(opened.refreshToken())), tenant(holder));
  }

  /** What a person's sign-in gives: with the scope {@code openid} also an ID token. */
  public AccessTokenResponse ofSignIn(Opened opened, Optional<String> nonce) {
    var holder = opened.holder();
    if (!Scope.parse(holder.scope()).contains(OIDCScopeValue.OPENID)) {
      return of(opened);
    }
    var access = access(holder);
    String id = idTokens.issue(holder, opened.authenticatedAt(), nonce, access.getValue());
    return new OIDCTokenResponse(
        new OIDCTokens(id, access, new RefreshToken(opened.refreshToken())), tenant(holder));
  }

  private BearerAccessToken access(Holder holder) {
    Scope scope = holder.scope().isEmpty() ? null : Scope.parse(holder.scope());
    return new BearerAccessToken(accessTokens.issue(holder), accessTokens.lifeSeconds(), scope);
  }

  private static Map<String, Object> tenant(Holder holder) {
    return Map.of("tenant", holder.grant().tenant());
  }
}
