package dev.sks.st;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests come to, before anything is applied. */
@EnabledIfEnvironmentVariable(named = "SKS_CLUSTER_KIT", matches = ".+")
class ClusterManifestsST {

  private static final Path OVERLAYS = Path.of("..", "k8s", "overlays");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"trial", "production", "in-cluster"})
  void twoInstallationsHaveNothingInCommon(String overlay)
      throws IOException, InterruptedException {
    Path base = folder.toRealPath().relativize(OVERLAYS.resolve(overlay).toRealPath());
    Files.writeString(
        folder.resolve("kustomization.yaml"),
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: team-b
        resources: [%s]
        transformers: [%s]
        """
            .formatted(base, base.resolve("../../cluster-wide").normalize()));
    Set<String> first = render(OVERLAYS.resolve(overlay));
    Set<String> second = render(folder);
    assertEquals(first.size(), second.size());
    assertTrue(second.contains("ClusterRoleBinding null/team-b-manager"), second::toString);
    assertTrue(second.contains("PersistentVolume null/team-b-data"), second::toString);
    var common = new HashSet<>(first);
    common.retainAll(second);
    assertEquals(Set.of(), common);
  }

  private static Set<String> render(Path kustomization) throws IOException, InterruptedException {
    String kubectl = Path.of(System.getenv("SKS_CLUSTER_KIT"), "kubectl").toString();
    var process =
        new ProcessBuilder(kubectl, "kustomize", kustomization.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), "it was rendered");
    List<HasMetadata> all = new KubernetesSerialization().unmarshal(yaml);
    return all.stream().map(ClusterManifestsST::named).collect(Collectors.toSet());
  }

  private static String named(HasMetadata object) {
    var metadata = object.getMetadata();
    return object.getKind() + " " + metadata.getNamespace() + "/" + metadata.getName();
  }
}
