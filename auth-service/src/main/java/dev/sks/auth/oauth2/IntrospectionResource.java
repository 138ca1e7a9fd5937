package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import dev.sks.auth.oauth2.Introspections.Asker;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code POST /oauth2/introspect} (RFC 7662). */
@Path("/oauth2/introspect")
@PermitAll
public class IntrospectionResource {

  private final Introspections introspections;

  IntrospectionResource(Introspections introspections) {
    this.introspections = introspections;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> introspect(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, String body) {
    var request = parse(authorization, body);
    if (request.getClientAuthentication() == null) {
      throw new OAuthException(
          OAuth2Error.INVALID_CLIENT, "prove who asks: an API key or a client's secret");
    }
    Uni<Asker> asker = introspections.asker(request.getClientAuthentication());
    return asker
        .chain(who -> introspections.of(request.getToken().getValue(), who))
        .map(found -> OAuthHttp.response(found.toHTTPResponse()));
  }

  private static TokenIntrospectionRequest parse(String authorization, String body) {
    try {
      return TokenIntrospectionRequest.parse(OAuthHttp.form(authorization, body));
    } catch (ParseException e) {
      throw OAuthException.of(e);
    }
  }
}
