package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.smallrye.mutiny.Uni;

/** Gives tokens for one type of grant. */
public interface Exchange {

  GrantType type();

  /** The tokens, or a failure with an {@link OAuthException}. */
  Uni<AccessTokenResponse> answer(TokenRequest request);
}
