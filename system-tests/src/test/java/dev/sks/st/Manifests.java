package dev.sks.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A kustomization of k8s/, as somebody has changed it who reads docs/operations.md.
 *
 * @param folder below k8s/
 * @param without components it no longer takes
 * @param with components it takes besides
 */
record Manifests(String folder, List<String> without, List<String> with) {

  static final Path K8S = StandaloneStack.ROOT.resolve("k8s");

  /** Every way docs/operations.md tells of. */
  static final List<Manifests> DOCUMENTED =
      List.of(
          of("overlays/trial"),
          of("overlays/trial").with("log-collector"),
          of("overlays/production"),
          of("overlays/production").without("data-nfs").with("data-csi"),
          of("overlays/production").with("stores-tls"),
          of("overlays/production").without("etcd").with("stores-tls", "etcd-tls"),
          of("overlays/production").with("log-collector"),
          of("overlays/production").with("pull-secret"),
          of("overlays/production").without("ingress").with("nodeport"),
          of("overlays/in-cluster"),
          of("overlays/one-namespace"),
          of("overlays/one-namespace").without("embedded").with("etcd", "kafka", "postgres"),
          of("overlays/one-namespace").with("pull-secret-shared"),
          of("confine-manager"),
          of("log-collector"),
          of("log-collector").with("log-collector-tls"),
          of("kit"),
          of("kit/one-namespace"),
          of("kit/log-collector"));

  static Manifests of(String folder) {
    return new Manifests(folder, List.of(), List.of());
  }

  Manifests without(String... components) {
    return new Manifests(folder, List.of(components), with);
  }

  Manifests with(String... components) {
    return new Manifests(folder, without, List.of(components));
  }

  /** A copy of k8s/ in which the kustomization is so. */
  void writeTo(Path copy) throws IOException {
    try (var files = Files.walk(K8S)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(K8S.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path file = copy.resolve(folder).resolve("kustomization.yaml");
    String text = Files.readString(file);
    for (String component : without) {
      text = replaced(text, "  - " + reference(component) + "\n", "");
    }
    for (String component : with) {
      text = replaced(text, "components:\n", "components:\n  - " + reference(component) + "\n");
    }
    Files.writeString(file, text);
  }

  private String reference(String component) {
    return "../".repeat(Path.of(folder).getNameCount()) + "components/" + component;
  }

  private String replaced(String text, String line, String by) {
    if (!text.contains(line)) {
      throw new IllegalStateException("no line " + line.strip() + " in " + folder);
    }
    return text.replace(line, by);
  }

  /** How kubectl ended, and what it said. */
  record Answer(int code, String out, String err) {}

  /** Runs a kubectl; what it writes is kept in a folder. */
  static Answer kubectl(Path program, Path folder, String... arguments) {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " doesn't end");
      }
      return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
