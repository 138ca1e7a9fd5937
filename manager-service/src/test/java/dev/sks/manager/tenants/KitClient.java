package dev.sks.manager.tenants;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** A client of the cluster that tests may use. */
@Alternative
@Singleton
public class KitClient {

  static final String KUBECONFIG = "SKS_TEST_KUBECONFIG";

  @Produces
  @Alternative
  @Singleton
  KubernetesClient client() {
    var config = Config.fromKubeconfig(Path.of(System.getenv(KUBECONFIG)).toFile());
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  void close(@Disposes KubernetesClient client) {
    client.close();
  }
}
