package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
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
    var form = OAuthHttp.form(authorization, body);
    var exchange = exchange(form);
    return exchange
        .answer(parse(form))
        .map(AccessTokenResponse::toHTTPResponse)
        .map(OAuthHttp::response);
  }

  private Exchange exchange(HTTPRequest form) {
    try {
      var exchange = exchanges.get(type(form));
      if (exchange != null) {
        return exchange;
      }
    } catch (ParseException e) {
      throw OAuthException.of(e);
    }
    throw new OAuthException(
        OAuth2Error.UNSUPPORTED_GRANT_TYPE, "see the discovery document for those there are");
  }

  private static GrantType type(HTTPRequest form) throws ParseException {
    String name = MultivaluedMapUtils.getFirstValue(form.getBodyAsFormParameters(), "grant_type");
    return GrantType.parse(name == null ? "" : name);
  }

  private static TokenRequest parse(HTTPRequest form) {
    try {
      return TokenRequest.parse(form);
    } catch (ParseException e) {
      throw OAuthException.of(e);
    }
  }
}
