package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.launch.AttemptLaunch;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.LaunchException;
import dev.sks.manager.launch.Launcher;
import dev.sks.manager.launch.Observation;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Attempts as pods of a cluster. */
@ApplicationScoped
@Typed(KubernetesLauncher.class)
public class KubernetesLauncher implements Launcher {

  private final KubernetesClient client;
  private final List<Consumer<AttemptRef>> listeners = new CopyOnWriteArrayList<>();

  KubernetesLauncher(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public void open() {
    client.getKubernetesVersion();
  }

  @Override
  public void start(AttemptLaunch launch) throws LaunchException {
    throw new UnsupportedOperationException("not in this version");
  }

  @Override
  public Observation observe(AttemptRef attempt) {
    return new Observation.Absent();
  }

  @Override
  public void stop(AttemptRef attempt) {
    throw new UnsupportedOperationException("not in this version");
  }

  @Override
  public void forget(AttemptRef attempt) {
    throw new UnsupportedOperationException("not in this version");
  }

  @Override
  public void onChange(Consumer<AttemptRef> listener) {
    listeners.add(listener);
  }
}
