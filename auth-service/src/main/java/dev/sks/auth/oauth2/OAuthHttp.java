package dev.sks.auth.oauth2;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Between the server's requests and responses and those of the protocol library. */
public final class OAuthHttp {

  private static final URI ANY = URI.create("https://issuer.invalid/");

  /** A form that was posted; no parameter may come twice (RFC 6749, 3.2). */
  public static HTTPRequest form(String authorization, String body) {
    var request = new HTTPRequest(HTTPRequest.Method.POST, ANY);
    request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    if (authorization != null) {
      request.setAuthorization(authorization);
    }
    request.setBody(body == null ? "" : body);
    if (URLUtils.parseParameters(request.getBody()).values().stream().anyMatch(v -> v.size() > 1)) {
      throw new OAuthException(OAuth2Error.INVALID_REQUEST, "a parameter comes more than once");
    }
    return request;
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
    }
    return response.build();
  }

  @ServerExceptionMapper
  public Response refuse(OAuthException e) {
    return response(new TokenErrorResponse(e.error()).toHTTPResponse());
  }
}
