package dev.sks.manager.attempts;

import dev.sks.manager.attempts.cluster.PodIdentity;
import dev.sks.manager.launch.LauncherKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where attempts are pods, the cluster says who they are. */
class AttemptIdentityChoice {

  @Produces
  @ApplicationScoped
  AttemptIdentity identity(
      @ConfigProperty(name = "sks.launcher") LauncherKind kind,
      Instance<AttemptSecrets> secrets,
      Instance<PodIdentity> pods) {
    return kind == LauncherKind.KUBERNETES ? pods.get() : secrets.get();
  }
}
