package dev.sks.auth.device;

import dev.sks.auth.clients.ClientStore;
import dev.sks.auth.clients.RegisteredClient;
import dev.sks.auth.lockout.Attempts;
import dev.sks.auth.lockout.ClientAddress;
import dev.sks.auth.page.CredentialsForm;
import dev.sks.auth.page.FormToken;
import dev.sks.auth.page.Pages;
import dev.sks.auth.sessions.SignIns;
import dev.sks.base.problem.ProblemException;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;

/** {@code /device}: a person types the code of a device, signs in, and lets it in or refuses. */
@Path("/device")
@PermitAll
public class DevicePageResource {

  private static final Logger LOG = Logger.getLogger(DevicePageResource.class);
  private static final String NO_SUCH_CODE =
      "No device waits with this code: look at the device again.";

  private final DeviceStore devices;
  private final ClientStore clients;
  private final SignIns signIns;
  private final Pages pages;
  private final FormToken formToken;
  private final Attempts attempts;
  private final ClientAddress address;
  private final Template device;

  DevicePageResource(
      DeviceStore devices,
      ClientStore clients,
      SignIns signIns,
      Pages pages,
      FormToken formToken,
      Attempts attempts,
      ClientAddress address,
      @Location("device") Template device) {
    this.devices = devices;
    this.clients = clients;
    this.signIns = signIns;
    this.pages = pages;
    this.formToken = formToken;
    this.attempts = attempts;
    this.address = address;
    this.device = device;
  }

  @GET
  public Uni<Response> ask(@QueryParam("user_code") String typed, @Context HttpHeaders headers) {
    if (typed == null) {
      return askCode(200, "");
    }
    return waiting(typed)
        .chain(
            found ->
                found.isEmpty()
                    ? askCode(404, NO_SUCH_CODE)
                    : show(
                        200, CredentialsForm.empty(device.instance(), ""), found.get(), headers));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> decide(
      @BeanParam CredentialsForm form,
      @RestForm("user_code") String typed,
      @HeaderParam("Sec-Fetch-Site") String fetchSite,
      @Context HttpHeaders headers) {
    if (!formToken.isOurs(cookie(headers), form.csrf(), fetchSite)) {
      return askCode(403, "The form has grown old or was not ours: type the code again.");
    }
    return waiting(typed)
        .chain(
            found ->
                found.isEmpty() ? askCode(404, NO_SUCH_CODE) : decide(found.get(), form, headers));
  }

  private Uni<Response> decide(DeviceCode waiting, CredentialsForm form, HttpHeaders headers) {
    if (form.isDenied()) {
      return devices
          .deny(waiting)
          .chain(
              () -> pages.message(200, "Refused", "The device was not let in. Close this page."));
    }
    return Uni.createFrom()
        .item(form::signIn)
        .chain(signIns::prove)
        .chain(proved -> devices.allow(proved, waiting))
        .map(allowed -> allowed.orElseThrow(SignIns::wrong))
        .chain(allowed -> allowed ? done(waiting) : askCode(404, NO_SUCH_CODE))
        .onFailure(ProblemException.class)
        .recoverWithUni(
            e -> {
              var problem = ((ProblemException) e).problem();
              int status = problem.status() == 401 ? 400 : problem.status();
              return show(status, form.fill(device.instance(), problem), waiting, headers);
            });
  }

  private Uni<Response> done(DeviceCode waiting) {
    LOG.infof("Device let in client=%s", waiting.clientId);
    return pages.message(200, "Connected", "The device is signed in. You can close this page.");
  }

  private Uni<Response> guessed(String from) {
    return attempts
        .from(from)
        .chain(() -> askCode(404, NO_SUCH_CODE))
        .onFailure(ProblemException.class)
        .recoverWithUni(e -> askCode(429, ((ProblemException) e).problem().detail()));
  }

  private Uni<Response> askCode(int status, String error) {
    return pages.page(
        status,
        device.data("client", "").data("error", error).data("userCode", ""),
        Optional.empty());
  }

  private Uni<Response> show(
      int status, TemplateInstance page, DeviceCode waiting, HttpHeaders headers) {
    String value = formToken.valueOf(cookie(headers));
    return clients
        .find(waiting.clientId)
        .map(client -> client.map(RegisteredClient::name).orElse(waiting.clientId))
        .chain(
            name ->
                pages.page(
                    status,
                    page.data("client", name)
                        .data("userCode", UserCodes.shown(waiting.userCode))
                        .data("csrf", formToken.field(value)),
                    Optional.empty()))
        .map(response -> Response.fromResponse(response).cookie(formToken.cookie(value)).build());
  }

  private Uni<Optional<DeviceCode>> waiting(String typed) {
    return UserCodes.typed(typed)
        .map(devices::waiting)
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private String cookie(HttpHeaders headers) {
    var cookie = headers.getCookies().get(formToken.cookieName());
    return cookie == null ? null : cookie.getValue();
  }
}
