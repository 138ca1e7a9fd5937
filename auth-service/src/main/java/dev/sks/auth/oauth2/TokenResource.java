package dev.sks.auth.oauth2;

import dev.sks.auth.apikeys.ApiKeyStore;
import dev.sks.auth.sessions.Sessions;
import dev.sks.auth.sessions.Tokens;
import dev.sks.auth.tokens.AccessTokens;
import dev.sks.auth.users.Grant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code POST /oauth2/token}: client credentials (an API key) and refresh token. */
@Path("/oauth2/token")
@PermitAll
public class TokenResource {

  private final ApiKeyStore keys;
  private final Sessions sessions;
  private final AccessTokens accessTokens;

  TokenResource(ApiKeyStore keys, Sessions sessions, AccessTokens accessTokens) {
    this.keys = keys;
    this.sessions = sessions;
    this.accessTokens = accessTokens;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> token(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      MultivaluedMap<String, String> form) {
    var request = new TokenRequest(form);
    return switch (request.need("grant_type")) {
      case "client_credentials" -> clientCredentials(Client.of(authorization, request));
      case "refresh_token" -> refresh(request.need("refresh_token"));
      default ->
          throw new OAuthException(
              OAuthException.Code.UNSUPPORTED_GRANT_TYPE,
              "use client_credentials or refresh_token");
    };
  }

  @ServerExceptionMapper
  public Response refuse(OAuthException e) {
    return e.response();
  }

  private Uni<Response> clientCredentials(Client client) {
    return keys.prove(client.id(), client.secret())
        .map(grant -> grant.orElseThrow(client::wrong))
        .map(this::answer);
  }

  private Uni<Response> refresh(String token) {
    return sessions
        .refresh(token)
        .map(
            tokens ->
                tokens.orElseThrow(
                    () ->
                        new OAuthException(
                            OAuthException.Code.INVALID_GRANT,
                            "the refresh token is unknown, used or over: sign in again")))
        .map(TokenResource::answer);
  }

  private Response answer(Grant grant) {
    return answer(
        new TokenAnswer(accessTokens.issue(grant), "Bearer", accessTokens.lifeSeconds(), null));
  }

  private static Response answer(Tokens tokens) {
    return answer(
        new TokenAnswer(
            tokens.accessToken(), tokens.tokenType(), tokens.expiresIn(), tokens.refreshToken()));
  }

  private static Response answer(TokenAnswer answer) {
    return OAuthException.unstored(Response.ok(answer)).build();
  }
}
