package dev.sks.st;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Keeps pods, their logs and the events of the cluster when a test fails. */
final class ClusterTrace implements TestWatcher {

  private static final int LINES = 2_000;

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    String name = context.getRequiredTestClass().getSimpleName() + "-" + context.getDisplayName();
    Path folder = Path.of("target", "cluster", name.replaceAll("[^A-Za-z0-9-]", "_"));
    var kubernetes = ClusterStack.shared().kubernetes();
    try {
      Files.createDirectories(folder);
      var pods = kubernetes.pods().inAnyNamespace().list();
      Files.writeString(folder.resolve("pods.yaml"), Serialization.asYaml(pods));
      var events = kubernetes.v1().events().inAnyNamespace().list();
      Files.writeString(folder.resolve("events.yaml"), Serialization.asYaml(events));
      for (Pod pod : pods.getItems()) {
        String of = pod.getMetadata().getNamespace() + "." + pod.getMetadata().getName();
        Files.writeString(folder.resolve(of + ".log"), log(kubernetes, pod));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String log(KubernetesClient kubernetes, Pod pod) {
    try {
      return kubernetes.pods().resource(pod).tailingLines(LINES).getLog();
    } catch (KubernetesClientException e) {
      return "no log: " + e.getMessage();
    }
  }
}
