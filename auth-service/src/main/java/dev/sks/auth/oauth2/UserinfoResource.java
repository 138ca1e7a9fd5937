package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.UserInfoErrorResponse;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import dev.sks.base.token.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * {@code /oauth2/userinfo}: who the bearer is, to tokens with the scope {@code openid} (OpenID
 * Connect Core 1.0, 5.3).
 */
@Path("/oauth2/userinfo")
@Authenticated
public class UserinfoResource {

  private final Caller caller;
  private final JsonWebToken token;

  UserinfoResource(Caller caller, JsonWebToken token) {
    this.caller = caller;
    this.token = token;
  }

  @GET
  @NonBlocking
  public Response get() {
    return answer();
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @NonBlocking
  public Response post() {
    return answer();
  }

  private Response answer() {
    var scope = Scope.parse(Optional.<String>ofNullable(token.getClaim("scope")).orElse(""));
    if (!scope.contains(OIDCScopeValue.OPENID)) {
      var error = BearerTokenError.INSUFFICIENT_SCOPE.setScope(new Scope(OIDCScopeValue.OPENID));
      return OAuthHttp.response(new UserInfoErrorResponse(error).toHTTPResponse());
    }
    var info = new UserInfo(new Subject(caller.subject()));
    info.setPreferredUsername(caller.name());
    info.setClaim(Caller.TENANT_CLAIM, caller.tenant());
    return OAuthHttp.response(new UserInfoSuccessResponse(info).toHTTPResponse());
  }
}
