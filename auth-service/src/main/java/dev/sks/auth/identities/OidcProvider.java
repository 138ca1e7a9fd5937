package dev.sks.auth.identities;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import dev.sks.auth.identities.Ticket.Flow;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A provider that speaks OpenID Connect Core 3.1, with PKCE. */
final class OidcProvider implements Provider {

  private static final Scope SCOPE = new Scope("openid", "profile");

  private final Registration registration;
  private final Issuer issuer;
  private final Discovery discovery;
  private final ProviderHttp http;

  OidcProvider(Registration registration, Issuer issuer, ProviderHttp http) {
    this.registration = registration;
    this.issuer = issuer;
    this.discovery = new Discovery(issuer, registration.client(), http);
    this.http = http;
  }

  @Override
  public String id() {
    return registration.id();
  }

  @Override
  public String label() {
    return registration.label();
  }

  @Override
  public URI address() {
    return discovery
        .known()
        .map(at -> at.metadata().getAuthorizationEndpointURI())
        .orElseGet(() -> URI.create(issuer.getValue()));
  }

  @Override
  public URI begin(Flow flow, String state) {
    try {
      var at = discovery.current();
      return new AuthenticationRequest.Builder(
              ResponseType.CODE,
              registration.scope(SCOPE),
              registration.client(),
              registration.redirect())
          .endpointURI(at.metadata().getAuthorizationEndpointURI())
          .state(new State(state))
          .nonce(new Nonce(flow.nonce()))
          .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256)
          .build()
          .toURI();
    } catch (IOException e) {
      throw ProviderException.away(label(), e);
    }
  }

  @Override
  public Foreign identify(Flow flow, Map<String, List<String>> answer) {
    try {
      var at = discovery.current();
      var code = code(at, answer);
      var claims = at.validator().validate(token(at, flow, code), new Nonce(flow.nonce()));
      return Foreign.of(
          issuer.getValue(),
          claims.getSubject().getValue(),
          claims.getStringClaim("preferred_username"));
    } catch (IOException e) {
      discovery.forget();
      throw ProviderException.away(label(), e);
    } catch (BadJOSEException | JOSEException e) {
      discovery.forget();
      throw ProviderException.wrong(label(), e);
    } catch (ParseException | IllegalArgumentException e) {
      throw ProviderException.wrong(label(), e);
    }
  }

  private AuthorizationCode code(Discovery.Found at, Map<String, List<String>> answer)
      throws ParseException {
    var response = AuthorizationResponse.parse(registration.redirect(), answer);
    boolean says = response.getIssuer() != null;
    if (says
        ? !issuer.equals(response.getIssuer())
        : at.metadata().supportsAuthorizationResponseIssuerParam()) {
      throw new ParseException("the answer is not the issuer's");
    }
    if (!response.indicatesSuccess()) {
      throw ProviderException.denied(label());
    }
    return response.toSuccessResponse().getAuthorizationCode();
  }

  private JWT token(Discovery.Found at, Flow flow, AuthorizationCode code)
      throws IOException, ParseException {
    var grant =
        new AuthorizationCodeGrant(
            code, registration.redirect(), new CodeVerifier(flow.verifier()));
    var request =
        registration.tokenRequest(
            at.metadata().getTokenEndpointURI(),
            at.metadata().getTokenEndpointAuthMethods(),
            grant);
    var response = OIDCTokenResponseParser.parse(request.toHTTPRequest().send(http));
    if (!response.indicatesSuccess()) {
      throw new ParseException("the code was refused", response.toErrorResponse().getErrorObject());
    }
    var token = ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens().getIDToken();
    if (token == null) {
      throw new ParseException("the answer has no ID token");
    }
    return token;
  }
}
