package dev.sks.auth.device;

import dev.sks.auth.clients.ClientStore;
import dev.sks.auth.clients.RegisteredClient;
import dev.sks.auth.lockout.Attempts;
import dev.sks.auth.lockout.ClientAddress;
import dev.sks.auth.page.CredentialsForm;
import dev.sks.auth.page.FormPages;
import dev.sks.auth.sessions.SignIns;
import dev.sks.auth.signup.OtherWays;
import dev.sks.base.problem.ProblemException;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestForm;

/** {@code /device}: a person types the code of a device, signs in, and lets it in or refuses. */
@Path("/device")
@PermitAll
public class DevicePageResource {

  private static final String NO_SUCH_CODE =
      "No device waits with this code: look at the device again.";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final DeviceStore devices;
  private final ClientStore clients;
  private final SignIns signIns;
  private final FormPages pages;
  private final OtherWays ways;
  private final DeviceErrand errand;
  private final Attempts attempts;
  private final ClientAddress address;
  private final Template device;

  DevicePageResource(
      DeviceStore devices,
      ClientStore clients,
      SignIns signIns,
      FormPages pages,
      OtherWays ways,
      DeviceErrand errand,
      Attempts attempts,
      ClientAddress address,
      @Location("device") Template device) {
    this.devices = devices;
    this.clients = clients;
    this.signIns = signIns;
    this.pages = pages;
    this.ways = ways;
    this.errand = errand;
    this.attempts = attempts;
    this.address = address;
    this.device = device;
  }

  @GET
  public Uni<Response> ask(@QueryParam("user_code") String typed, @Context HttpHeaders headers) {
    if (typed == null) {
      return askCode(200, "");
    }
    return sought(
        typed, found -> show(200, CredentialsForm.empty(device.instance(), ""), found, headers));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> decide(
      @BeanParam CredentialsForm form,
      @RestForm("user_code") String typed,
      @Context HttpHeaders headers) {
    if (!pages.isOurs(headers, form.csrf())) {
      return askCode(403, "The form has grown old or was not ours: type the code again.");
    }
    return sought(typed, found -> decide(found, form, headers));
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
        .chain(allowed -> allowed ? errand.done(waiting) : askCode(404, NO_SUCH_CODE))
        .onFailure(ProblemException.class)
        .recoverWithUni(
            e -> {
              var problem = ((ProblemException) e).problem();
              int status = problem.status() == 401 ? 400 : problem.status();
              return show(status, form.fill(device.instance(), problem), waiting, headers);
            });
  }

  /** Who guesses and must wait does not learn either that a code is right. */
  private Uni<Response> sought(String typed, Function<DeviceCode, Uni<Response>> then) {
    String from = address.current();
    return attempts
        .from(from)
        .chain(() -> waiting(typed))
        .call(found -> found.isPresent() ? attempts.succeeded(from) : Uni.createFrom().voidItem())
        .chain(found -> found.map(then).orElseGet(() -> askCode(404, NO_SUCH_CODE)))
        .onFailure(ProblemException.class)
        .recoverWithUni(
            e -> {
              var problem = ((ProblemException) e).problem();
              return askCode(problem.status(), problem.detail());
            });
  }

  private Uni<Response> askCode(int status, String error) {
    return pages.page(status, device.data("client", "").data("error", error).data("userCode", ""));
  }

  private Uni<Response> show(
      int status, TemplateInstance page, DeviceCode waiting, HttpHeaders headers) {
    String code = UserCodes.shown(waiting.userCode);
    return clients
        .find(waiting.clientId)
        .map(client -> client.map(RegisteredClient::name).orElse(waiting.clientId))
        .chain(
            name ->
                pages.show(
                    status,
                    ways.on(page)
                        .data("client", name)
                        .data("userCode", code)
                        .data("askedAt", TIME.format(waiting.askedAt))
                        .data("address", waiting.address)
                        .data("errand", DeviceErrand.KIND)
                        .data("request", code),
                    ways.addresses(),
                    headers));
  }

  private Uni<Optional<DeviceCode>> waiting(String typed) {
    return UserCodes.typed(typed)
        .map(devices::waiting)
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }
}
