package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.id.Subject;
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

/** {@code /oauth2/userinfo}: who the bearer is (OpenID Connect Core 1.0, 5.3). */
@Path("/oauth2/userinfo")
@Authenticated
public class UserinfoResource {

  private final Caller caller;

  UserinfoResource(Caller caller) {
    this.caller = caller;
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
    var info = new UserInfo(new Subject(caller.subject()));
    info.setPreferredUsername(caller.name());
    info.setClaim(Caller.TENANT_CLAIM, caller.tenant());
    return OAuthHttp.response(new UserInfoSuccessResponse(info).toHTTPResponse());
  }
}
