package dev.sks.manager.logs.pods;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives what is configured. */
class PodLogsChoice {

  @Produces
  @ApplicationScoped
  PodLogs logs(
      @ConfigProperty(name = "sks.pod-logs.reader") PodLogReader reader,
      Instance<FollowedPodLogs> followed,
      Instance<CollectedPodLogs> collected) {
    return reader == PodLogReader.COLLECTOR ? collected.get() : followed.get();
  }
}
