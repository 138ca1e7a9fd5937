package dev.sks.manager.launch;

import dev.sks.manager.launch.kubernetes.KubernetesLauncher;
import dev.sks.manager.launch.local.LocalLauncher;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the one launcher that is configured; of the other one nothing comes to life. */
class LauncherChoice {

  @Produces
  @ApplicationScoped
  Launcher launcher(
      @ConfigProperty(name = "sks.launcher") LauncherKind kind,
      Instance<LocalLauncher> local,
      Instance<KubernetesLauncher> kubernetes) {
    return kind == LauncherKind.KUBERNETES ? kubernetes.get() : local.get();
  }

  void open(@Observes StartupEvent started, Launcher launcher) {
    launcher.open();
  }
}
