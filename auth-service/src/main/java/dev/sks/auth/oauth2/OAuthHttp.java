package dev.sks.auth.oauth2;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Between the server's requests and responses and those of the protocol library. */
public final class OAuthHttp {

  private static final String BASIC = "Basic";
  private static final URI ANY = URI.create("https://issuer.invalid/");

  /**
   * A form that was posted; no parameter may come twice (RFC 6749, 3.2), and a client that says it
   * proves itself by HTTP Basic must do so readably (5.2).
   */
  public static HTTPRequest form(String authorization, String body) {
    var request = new HTTPRequest(HTTPRequest.Method.POST, ANY);
    request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    if (authorization != null) {
      requireReadable(authorization);
      request.setAuthorization(authorization);
    }
    request.setBody(body == null ? "" : body);
    if (URLUtils.parseParameters(request.getBody()).values().stream().anyMatch(v -> v.size() > 1)) {
      throw new OAuthException(OAuth2Error.INVALID_REQUEST, "a parameter comes more than once");
    }
    return request;
  }

  private static void requireReadable(String authorization) {
    if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      try {
        ClientSecretBasic.parse(authorization);
      } catch (ParseException e) {
        throw OAuthException.of(
            new ParseException(
                "the header 'Authorization: Basic' can't be read", OAuth2Error.INVALID_CLIENT, e));
      }
    }
  }

  /** The response as the library rendered it; it is never to be stored. */
  public static Response response(HTTPResponse rendered) {
    var response =
        Response.status(rendered.getStatusCode())
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header("Pragma", "no-cache")
            .entity(rendered.getBody() == null ? "" : rendered.getBody());
    if (rendered.getEntityContentType() != null) {
      response.type(rendered.getEntityContentType().toString());
    }
    if (rendered.getStatusCode() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"sks\", charset=\"UTF-8\"");
    } else if (rendered.getWWWAuthenticate() != null) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, rendered.getWWWAuthenticate());
    }
    return response.build();
  }

  @ServerExceptionMapper
  public Response refuse(OAuthException e) {
    return response(new TokenErrorResponse(e.error()).toHTTPResponse());
  }
}
