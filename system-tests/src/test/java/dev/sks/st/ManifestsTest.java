package dev.sks.st;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests as kustomize makes them, without a cluster. */
class ManifestsTest {

  static final List<Manifests> DOCUMENTED = Manifests.DOCUMENTED;

  private static final String PART_OF = "app.kubernetes.io/part-of";
  private static final Set<String> IN_NO_NAMESPACE =
      Set.of(
          "ClusterRole",
          "ClusterRoleBinding",
          "Namespace",
          "PersistentVolume",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding");

  /** Accounts, the only ones in docs/operations.md that may do something. */
  private static final Set<String> WITH_RIGHTS = Set.of("manager-service", "sks-driver");

  private static Path kubectl;

  @TempDir Path folder;

  @BeforeAll
  static void findKubectl() {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(path -> Path.of(path, "kubectl"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "kubectl renders the manifests");
    kubectl = found.get();
  }

  @ParameterizedTest
  @FieldSource("DOCUMENTED")
  void areWhole(Manifests manifests) throws IOException {
    var objects = render(manifests);
    var namespaces = new TreeSet<String>();
    for (JsonNode object : objects) {
      String name = object.get("kind").asText() + " " + object.at("/metadata/name").asText();
      assertEquals("sks", object.at("/metadata/labels").path(PART_OF).asText(), name);
      if (!IN_NO_NAMESPACE.contains(object.get("kind").asText())) {
        namespaces.add(object.at("/metadata/namespace").asText());
      }
    }
    assertTrue(namespaces.size() < 2, namespaces.toString());
    assertTrue(Set.of("ServiceAccount").containsAll(valuesAt(objects, "/subjects/kind")));
    assertTrue(WITH_RIGHTS.containsAll(valuesAt(objects, "/subjects/name")));
    assertRefersTo(objects, "ConfigMap", "/envFrom/configMapRef/name", "/volumes/configMap/name");
    assertRefersTo(objects, "ServiceAccount", "/template/spec/serviceAccountName");
    assertRefersTo(objects, "PersistentVolumeClaim", "/persistentVolumeClaim/claimName");
    assertRefersTo(objects, "PersistentVolume", "/spec/volumeName");
    for (String image : valuesAt(objects, "/containers/image", "/initContainers/image")) {
      assertTrue(isFixed(image), image);
    }
    for (String spark : valuesAt(objects, "/data/SKS_SPARK_IMAGE")) {
      assertTrue(isFixed(spark), spark);
    }
  }

  /** Of this version, or of one that doesn't change. */
  private static boolean isFixed(String image) {
    return image.startsWith("sks/") && !image.startsWith("sks/log-collector")
        ? image.endsWith(":" + Release.version())
        : Release.PINNED.matcher(image).matches();
  }

  private static void assertRefersTo(List<JsonNode> objects, String kind, String... paths) {
    var there =
        objects.stream()
            .filter(object -> object.get("kind").asText().equals(kind))
            .map(object -> object.at("/metadata/name").asText())
            .collect(Collectors.toSet());
    var missing = valuesAt(objects, paths);
    missing.removeAll(there);
    assertEquals(Set.of(), missing, kind);
  }

  /** The texts whose path ends so; places in lists don't count. */
  private static TreeSet<String> valuesAt(List<JsonNode> objects, String... paths) {
    var values = new TreeSet<String>();
    objects.forEach(object -> collect("", object, List.of(paths), values));
    return values;
  }

  private static void collect(String path, JsonNode node, List<String> paths, Set<String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), paths, values));
    } else if (node.isArray()) {
      node.forEach(item -> collect(path, item, paths, values));
    } else if (paths.stream().anyMatch(path::endsWith)) {
      values.add(node.asText());
    }
  }

  @Test
  void noKustomizationAndNoComponentIsLeftOut() throws IOException {
    var known =
        DOCUMENTED.stream().map(Manifests::folder).collect(Collectors.toCollection(TreeSet::new));
    var taken = new TreeSet<String>();
    DOCUMENTED.forEach(manifests -> taken.addAll(manifests.with()));
    for (String folder : known) {
      String text = Files.readString(Manifests.K8S.resolve(folder).resolve("kustomization.yaml"));
      text.lines()
          .filter(line -> line.matches("  - (\\.\\./)+components/[a-z-]+"))
          .forEach(line -> taken.add(line.substring(line.lastIndexOf('/') + 1)));
    }
    assertEquals(folders("components", 1), taken);
    var all =
        Stream.of("overlays", "kit", "confine-manager", "log-collector")
            .flatMap(folder -> folders(folder, 0).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(all, known);
  }

  /** Of kustomizations below a folder of k8s/, without the first names of their paths. */
  private static Set<String> folders(String below, int names) {
    try (var files = Files.walk(Manifests.K8S.resolve(below))) {
      return files
          .filter(file -> file.endsWith("kustomization.yaml"))
          .map(file -> Manifests.K8S.relativize(file.getParent()))
          .map(path -> path.subpath(names, path.getNameCount()).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/trial", "overlays/production", "overlays/in-cluster"})
  void twoInstallationsHaveNothingInCommon(String overlay) throws IOException {
    var manifests = Manifests.of(overlay).with("pull-secret");
    Set<String> first = named(render(manifests));
    Path second = Files.createDirectory(folder.resolve("k8s/second"));
    Files.writeString(
        second.resolve("kustomization.yaml"),
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: team-b
        resources: [../%s]
        transformers: [../cluster-wide]
        """
            .formatted(overlay));
    Set<String> others = named(render(second));
    assertEquals(first.size(), others.size());
    assertTrue(others.contains("ClusterRoleBinding /team-b-manager"), others::toString);
    assertTrue(others.contains("ClusterRole /team-b-images"), others::toString);
    assertTrue(others.contains("PersistentVolume /team-b-data"), others::toString);
    others.retainAll(first);
    assertEquals(Set.of(), others);
  }

  private static Set<String> named(List<JsonNode> objects) {
    return objects.stream()
        .map(
            object ->
                object.get("kind").asText()
                    + " "
                    + object.at("/metadata/namespace").asText()
                    + "/"
                    + object.at("/metadata/name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void rolesHaveTheDocumentedRights() throws IOException {
    var documented = Rights.ofTheDocumentation();
    var own = render(Manifests.of("overlays/production").with("pull-secret"));
    assertEquals(documented.of("`manager-service` (own namespaces)"), rights(own, "sks-manager"));
    assertEquals(documented.of("with `components/pull-secret`"), rights(own, "sks-images"));
    var shared = render(Manifests.of("overlays/one-namespace"));
    assertEquals(documented.of("`manager-service` (one namespace)"), rights(shared, "sks-manager"));
    assertEquals(documented.of("`sks-driver`"), rights(shared, "sks-driver"));
  }

  private static Set<String> rights(List<JsonNode> objects, String role) {
    var rights = new TreeSet<String>();
    objects.stream()
        .filter(object -> object.get("kind").asText().endsWith("Role"))
        .filter(object -> object.at("/metadata/name").asText().equals(role))
        .flatMap(object -> object.get("rules").valueStream())
        .map(rule -> new ObjectMapper().convertValue(rule, ResourceRule.class))
        .forEach(rule -> rights.addAll(Rights.spelled(rule)));
    return rights;
  }

  @Test
  void behindAnIngressNobodyElseReachesTheDoor() throws IOException {
    var objects = render(Manifests.of("overlays/production"));
    assertEquals(Set.of("true"), valuesAt(objects, "/data/SKS_BEHIND_PROXY"));
    var rules = policyOfTheDoor(objects).at("/spec/ingress");
    assertFalse(rules.isEmpty());
    for (JsonNode rule : rules) {
      assertFalse(rule.path("from").isEmpty(), rule.toString());
      rule.get("from").forEach(peer -> assertFalse(peer.get("namespaceSelector").isEmpty()));
    }
  }

  private static JsonNode policyOfTheDoor(List<JsonNode> objects) {
    return objects.stream()
        .filter(object -> object.get("kind").asText().equals("NetworkPolicy"))
        .filter(object -> object.at("/metadata/name").asText().equals("ui-service"))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> render(Manifests manifests) throws IOException {
    Path copy = folder.resolve("k8s");
    manifests.writeTo(copy);
    return render(copy.resolve(manifests.folder()));
  }

  private List<JsonNode> render(Path kustomization) {
    var answer = Manifests.kubectl(kubectl, folder, "kustomize", kustomization.toString());
    assertEquals(0, answer.code(), answer.err());
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    var json = new ObjectMapper();
    return StreamSupport.stream(yaml.loadAll(answer.out()).spliterator(), false)
        .<JsonNode>map(json::valueToTree)
        .toList();
  }
}
