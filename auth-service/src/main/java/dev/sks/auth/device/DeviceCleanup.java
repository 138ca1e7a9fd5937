package dev.sks.auth.device;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes the codes of devices nobody let in. */
@ApplicationScoped
class DeviceCleanup {

  private final DeviceStore devices;

  DeviceCleanup(DeviceStore devices) {
    this.devices = devices;
  }

  @Scheduled(every = "10m", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> purge() {
    return devices.purge().replaceWithVoid();
  }
}
