package dev.sks.auth.device;

import dev.sks.auth.identities.Errand;
import dev.sks.auth.page.Pages;
import dev.sks.auth.sessions.SignIns;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** A device that is let in, through a foreign provider. */
@ApplicationScoped
class DeviceErrand implements Errand {

  static final String KIND = "device";

  private static final Logger LOG = Logger.getLogger(DeviceErrand.class);

  private final DeviceStore devices;
  private final SignIns signIns;
  private final Pages pages;

  DeviceErrand(DeviceStore devices, SignIns signIns, Pages pages) {
    this.devices = devices;
    this.signIns = signIns;
    this.pages = pages;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<List<URI>> check(String typed) {
    return waiting(typed).replaceWith(List.of());
  }

  @Override
  public Uni<Response> goOn(UUID user, String typed) {
    return waiting(typed)
        .chain(
            device ->
                signIns
                    .trust(user, "")
                    .chain(proved -> devices.allow(proved, device))
                    .map(allowed -> allowed.orElseThrow(SignIns::wrong))
                    .chain(allowed -> allowed ? done(device) : Uni.createFrom().failure(gone())));
  }

  Uni<Response> done(DeviceCode device) {
    LOG.infof("Device let in client=%s", device.clientId);
    return pages.message(200, "Connected", "The device is signed in. You can close this page.");
  }

  private Uni<DeviceCode> waiting(String typed) {
    return UserCodes.typed(typed)
        .map(devices::waiting)
        .orElseThrow(DeviceErrand::gone)
        .map(found -> found.orElseThrow(DeviceErrand::gone));
  }

  private static ProblemException gone() {
    return new ProblemException(
        ProblemType.NOT_FOUND, "No device waits with this code: look at the device again.");
  }
}
