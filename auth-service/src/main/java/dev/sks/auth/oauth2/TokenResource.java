package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code POST /oauth2/token}. */
@Path("/oauth2/token")
@PermitAll
public class TokenResource {

  private final Map<GrantType, Exchange> exchanges;

  TokenResource(@All List<Exchange> exchanges) {
    this.exchanges =
        exchanges.stream().collect(Collectors.toMap(Exchange::type, Function.identity()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> token(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, String body) {
    var request = parse(authorization, body);
    var exchange = exchanges.get(request.getAuthorizationGrant().getType());
    if (exchange == null) {
      throw new OAuthException(
          OAuth2Error.UNSUPPORTED_GRANT_TYPE, "see the discovery document for those there are");
    }
    return exchange
        .answer(request)
        .map(AccessTokenResponse::toHTTPResponse)
        .map(OAuthHttp::response);
  }

  private static TokenRequest parse(String authorization, String body) {
    try {
      return TokenRequest.parse(OAuthHttp.form(authorization, body));
    } catch (ParseException e) {
      throw OAuthException.of(e);
    }
  }
}
