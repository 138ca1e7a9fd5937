package dev.sks.st;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The API server takes the manifests, and warns of nothing; nothing is made. */
@EnabledIfEnvironmentVariable(named = ClusterStack.KUBECONFIG, matches = ".+")
@EnabledIfEnvironmentVariable(named = "SKS_CLUSTER_KIT", matches = ".+")
@ExtendWith(ClusterTrace.class)
class ClusterManifestsST {

  private static final Manifests CONFINEMENT = Manifests.of("confine-manager");

  /** All that have a namespace; the kit's own are what is deployed there. */
  static final List<Manifests> OTHERS =
      Manifests.DOCUMENTED.stream()
          .filter(manifests -> !manifests.folder().startsWith("kit"))
          .filter(manifests -> !manifests.equals(CONFINEMENT))
          .toList();

  /** The level of pod security an overlay asks for, where it is not the highest. */
  private static final Map<String, String> LEVELS =
      Map.of("overlays/trial", "baseline", "log-collector", "privileged");

  private static KubernetesClient kubernetes;

  @TempDir Path folder;

  @BeforeAll
  static void makeNamespaces() {
    kubernetes = ClusterStack.shared().kubernetes();
    namespaces().forEach(namespace -> kubernetes.resource(namespace).serverSideApply());
  }

  @AfterAll
  static void removeNamespaces() {
    namespaces().forEach(namespace -> kubernetes.resource(namespace).delete());
  }

  private static Stream<Namespace> namespaces() {
    return Stream.of("restricted", "baseline", "privileged")
        .map(
            level ->
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withName("dry-run-" + level)
                    .addToLabels("pod-security.kubernetes.io/enforce", level)
                    .addToLabels("pod-security.kubernetes.io/warn", level)
                    .endMetadata()
                    .build());
  }

  @ParameterizedTest
  @FieldSource("OTHERS")
  void areTaken(Manifests manifests) throws IOException {
    Path copy = folder.resolve("k8s");
    manifests.writeTo(copy);
    Path elsewhere = Files.createDirectory(copy.resolve("elsewhere"));
    // What is deployed has the names that are the cluster's, and the port of the node.
    Files.writeString(
        elsewhere.resolve("kustomization.yaml"),
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: dry-run-%s
        nameSuffix: -dry-run
        resources: [../%s]
        patches:
          - target: {kind: Service, name: ui-service}
            patch: |
              apiVersion: v1
              kind: Service
              metadata: {name: ui-service}
              spec: {ports: [{port: 8080, nodePort: null}]}
        """
            .formatted(LEVELS.getOrDefault(manifests.folder(), "restricted"), manifests.folder()));
    assertTaken(elsewhere);
  }

  @Test
  void theManagersConfinementIsTaken() throws IOException {
    Path copy = folder.resolve("k8s");
    CONFINEMENT.writeTo(copy);
    assertTaken(copy.resolve(CONFINEMENT.folder()));
  }

  private void assertTaken(Path kustomization) {
    var answer =
        Manifests.kubectl(
            Path.of(System.getenv("SKS_CLUSTER_KIT"), "kubectl"),
            folder,
            "apply",
            "--server-side",
            "--dry-run=server",
            "-k",
            kustomization.toString());
    assertEquals(0, answer.code(), answer.err());
    assertEquals(
        List.of(), answer.err().lines().filter(line -> line.startsWith("Warning")).toList());
  }
}
