package dev.sks.auth.device;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.UserCode;
import dev.sks.auth.audit.Actors;
import dev.sks.auth.authorize.Scopes;
import dev.sks.auth.clients.RegisteredClient;
import dev.sks.auth.lockout.ClientAddress;
import dev.sks.auth.oauth2.Clients;
import dev.sks.auth.oauth2.OAuthException;
import dev.sks.auth.oauth2.OAuthHttp;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code POST /oauth2/device_authorization}: a device gets its codes. */
@Path("/oauth2/device_authorization")
@PermitAll
public class DeviceAuthorizationResource {

  private final Clients clients;
  private final DeviceStore devices;
  private final ClientAddress address;
  private final Actors actors;
  private final String issuer;

  DeviceAuthorizationResource(
      Clients clients,
      DeviceStore devices,
      ClientAddress address,
      Actors actors,
      @ConfigProperty(name = "sks.public-url") String issuer) {
    this.clients = clients;
    this.devices = devices;
    this.address = address;
    this.actors = actors;
    this.issuer = issuer;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> authorize(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, String body) {
    var request = parse(authorization, body);
    var from = place();
    return clients
        .of(request)
        .invoke(DeviceAuthorizationResource::check)
        .chain(client -> devices.issue(client.id(), Scopes.granted(request.getScope()), from))
        .map(this::answer);
  }

  private DeviceStore.Place place() {
    String shown = actors.visitor().from().address();
    return new DeviceStore.Place(address.current(), shown == null ? "unknown" : shown);
  }

  private Response answer(DeviceStore.Issued issued) {
    String shown = UserCodes.shown(issued.userCode());
    URI page = URI.create(issuer + "/device");
    return OAuthHttp.response(
        new DeviceAuthorizationSuccessResponse(
                new com.nimbusds.oauth2.sdk.device.DeviceCode(issued.deviceCode()),
                new UserCode(shown),
                page,
                URI.create(page + "?user_code=" + shown),
                DeviceStore.LIFE.toSeconds(),
                DeviceStore.POLL_SECONDS,
                Map.of())
            .toHTTPResponse());
  }

  private static void check(RegisteredClient client) {
    if (!client.mayUseDevices()) {
      throw new OAuthException(
          OAuth2Error.UNAUTHORIZED_CLIENT, "the client is not registered for devices");
    }
  }

  private static DeviceAuthorizationRequest parse(String authorization, String body) {
    try {
      return DeviceAuthorizationRequest.parse(OAuthHttp.form(authorization, body));
    } catch (ParseException e) {
      throw OAuthException.of(e);
    }
  }
}
