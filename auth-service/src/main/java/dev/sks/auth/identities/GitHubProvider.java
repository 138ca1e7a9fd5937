package dev.sks.auth.identities;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import dev.sks.auth.identities.Ticket.Flow;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * GitHub, and GitHub Enterprise: OAuth 2.0 with PKCE, and who somebody is from its REST API. Its
 * token endpoint says errors with status 200.
 */
final class GitHubProvider implements Provider {

  /** GitHub's addresses, or those of another installation. */
  record Endpoints(String issuer, URI authorization, URI token, URI user) {}

  private final Registration registration;
  private final Endpoints endpoints;
  private final ProviderHttp http;

  GitHubProvider(Registration registration, Endpoints endpoints, ProviderHttp http) {
    this.registration = registration;
    this.endpoints = endpoints;
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
    return endpoints.authorization();
  }

  @Override
  public URI begin(Flow flow, String state) {
    return new AuthorizationRequest.Builder(ResponseType.CODE, registration.client())
        .endpointURI(endpoints.authorization())
        .redirectionURI(registration.redirect())
        .scope(registration.scope(new Scope()))
        .state(new State(state))
        .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  @Override
  public Foreign identify(Flow flow, Map<String, List<String>> answer) {
    try {
      var response = AuthorizationResponse.parse(registration.redirect(), answer);
      if (!response.indicatesSuccess()) {
        throw ProviderException.denied(label());
      }
      return user(token(flow, response.toSuccessResponse().getAuthorizationCode()));
    } catch (IOException e) {
      throw ProviderException.away(label(), e);
    } catch (ParseException | IllegalArgumentException e) {
      throw ProviderException.wrong(label(), e);
    }
  }

  private AccessToken token(Flow flow, AuthorizationCode code) throws IOException, ParseException {
    var grant =
        new AuthorizationCodeGrant(
            code, registration.redirect(), new CodeVerifier(flow.verifier()));
    var request =
        registration
            .tokenRequest(
                endpoints.token(), List.of(ClientAuthenticationMethod.CLIENT_SECRET_POST), grant)
            .toHTTPRequest();
    request.setAccept("application/json");
    var response = request.send(http);
    refuseOutage(response.getStatusCode());
    var json = response.getBodyAsJSONObject();
    if (json.containsKey("error")) {
      throw new ParseException(
          "the code was refused", TokenErrorResponse.parse(json).getErrorObject());
    }
    return AccessTokenResponse.parse(json).getTokens().getAccessToken();
  }

  private Foreign user(AccessToken token) throws IOException, ParseException {
    var request = new HTTPRequest(HTTPRequest.Method.GET, endpoints.user());
    request.setAuthorization(token.toAuthorizationHeader());
    request.setAccept("application/vnd.github+json");
    request.setHeader("User-Agent", "sks");
    var response = request.send(http);
    refuseOutage(response.getStatusCode());
    response.ensureStatusCode(200);
    var user = JSONObjectUtils.parse(response.getBody());
    long id = JSONObjectUtils.getNumber(user, "id").longValue();
    return Foreign.of(
        endpoints.issuer(), Long.toString(id), JSONObjectUtils.getString(user, "login", ""));
  }

  private static void refuseOutage(int status) throws IOException {
    if (status >= 500) {
      throw new IOException("an answer with status " + status);
    }
  }
}
