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
    Set<String> first = render(overlay, "sks");
    Set<String> second = render(overlay, "team-b");
    assertEquals(first.size(), second.size());
    assertTrue(second.contains("ClusterRoleBinding null/team-b-manager"), second::toString);
    assertTrue(second.contains("ClusterRole null/team-b-images"), second::toString);
    assertTrue(second.contains("PersistentVolume null/team-b-data"), second::toString);
    var common = new HashSet<>(first);
    common.retainAll(second);
    assertEquals(Set.of(), common);
  }

  private Set<String> render(String overlay, String namespace)
      throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.toRealPath().resolve(namespace));
    Path base = own.relativize(OVERLAYS.resolve(overlay).toRealPath());
    Path parts = base.resolve("../..").normalize();
    Files.writeString(
        own.resolve("kustomization.yaml"),
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: %s
        resources: [%s]
        components: [%s/components/pull-secret]
        transformers: [%s/cluster-wide]
        """
            .formatted(namespace, base, parts, parts));
    String kubectl = Path.of(System.getenv("SKS_CLUSTER_KIT"), "kubectl").toString();
    var process =
        new ProcessBuilder(kubectl, "kustomize", own.toString())
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
