package dev.sks.manager.logs.pods;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Pods of a namespace of their own that run Python. */
final class TestPods implements AutoCloseable {

  private final KubernetesClient client = connect();
  private final String image = System.getenv("SKS_TEST_PYTHON_IMAGE");
  private final String namespace = "podlogs-" + Long.toString(System.nanoTime(), 36);

  TestPods() {
    var name = new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata();
    client.resource(name.build()).create();
  }

  static KubernetesClient connect() {
    var config = Config.fromKubeconfig(new File(System.getenv("SKS_TEST_KUBECONFIG")));
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  void run(String name, String role, String program) {
    client.resource(pod(name, role, program)).create();
  }

  private Pod pod(String name, String role, String program) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(Map.of("sks.dev/role", role))
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(1L)
        .addNewContainer()
        .withName("main")
        .withImage(image)
        .withCommand("python3", "-c", program)
        .endContainer()
        .endSpec()
        .build();
  }

  /** Those whose names begin so. */
  List<Pod> list(String prefix) {
    return client.pods().inNamespace(namespace).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getName().startsWith(prefix))
        .toList();
  }

  boolean haveEnded(String prefix) {
    return list(prefix).stream()
        .allMatch(pod -> List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()));
  }

  /** Ends a pod that waits for the file {@code /tmp/gate}. */
  void openGate(String name) throws Exception {
    try (var exec =
        client
            .pods()
            .inNamespace(namespace)
            .withName(name)
            .writingOutput(OutputStream.nullOutputStream())
            .exec("python3", "-c", "open('/tmp/gate', 'w').close()")) {
      assertEquals(0, exec.exitCode().get(3, TimeUnit.MINUTES));
    }
  }

  String log(String name) {
    return client.pods().inNamespace(namespace).withName(name).getLog();
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
    client.close();
  }
}
