package dev.sks.st;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The kubelet of the one node of a cluster on this machine, which keeps its pid by its kubeconfig.
 */
record Kubelet(String pid) implements AutoCloseable {

  /** It stands still until it is closed. */
  static Kubelet paused() throws IOException, InterruptedException {
    Path kubeconfig = Path.of(System.getenv(ClusterStack.KUBECONFIG));
    // The pid, and when the process was started.
    String pid = Files.readString(kubeconfig.resolveSibling("pids/kubelet")).strip();
    var kubelet = new Kubelet(pid.split("\\s+")[0]);
    kubelet.signal("-STOP");
    return kubelet;
  }

  void awaitNodeNotReady(KubernetesClient kubernetes) {
    await("the node is missed")
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                kubernetes.nodes().list().getItems().stream()
                    .flatMap(node -> node.getStatus().getConditions().stream())
                    .anyMatch(
                        condition ->
                            condition.getType().equals("Ready")
                                && condition.getStatus().equals("Unknown")));
  }

  private void signal(String signal) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("kill " + signal + " " + pid + " failed");
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    signal("-CONT");
  }
}
