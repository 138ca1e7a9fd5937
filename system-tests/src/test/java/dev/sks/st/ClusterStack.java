package dev.sks.st;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.restassured.path.json.JsonPath;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What was deployed to the cluster whose kubeconfig is named in the environment. */
final class ClusterStack implements Stack {

  static final String KUBECONFIG = "SKS_TEST_KUBECONFIG";
  static final String NAMESPACE = "sks";

  /** Of the stack that has one namespace only, which its tenants share. */
  static final String OWN = "own";

  static final List<String> SERVICES =
      List.of("auth-service", "ui-service", "manager-service", "log-service");

  /** Where the password of the user admin is kept between runs. */
  private static final String ADMIN = "sks-system-tests";

  private static final Duration READY = Duration.ofMinutes(5);
  private static ClusterStack shared;

  private final KubernetesClient kubernetes;
  private final String namespace;
  private final String url;

  private ClusterStack(KubernetesClient kubernetes, String namespace, String url) {
    this.kubernetes = kubernetes;
    this.namespace = namespace;
    this.url = url;
    awaitReady();
  }

  static boolean isThere() {
    return System.getenv(KUBECONFIG) != null;
  }

  /** The overlay {@code trial}. */
  static synchronized ClusterStack shared() {
    if (shared == null) {
      var kubernetes = connect();
      shared = new ClusterStack(kubernetes, NAMESPACE, publicUrl(kubernetes));
    }
    return shared;
  }

  /** Whatever there is of the overlay {@code one-namespace}. */
  static void removeOneNamespace() {
    try (var kubernetes = connect()) {
      kubernetes.namespaces().withName(OWN).delete();
    }
  }

  /** The overlay {@code one-namespace}, by the address of its gateway in the cluster. */
  static ClusterStack inOneNamespace() {
    var kubernetes = connect();
    var gateway = kubernetes.services().inNamespace(OWN).withName("ui-service").get().getSpec();
    String url = "http://" + gateway.getClusterIP() + ":" + gateway.getPorts().get(0).getPort();
    return new ClusterStack(kubernetes, OWN, url);
  }

  private static KubernetesClient connect() {
    var config = Config.fromKubeconfig(Path.of(System.getenv(KUBECONFIG)).toFile());
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static String publicUrl(KubernetesClient kubernetes) {
    return kubernetes.configMaps().inNamespace(NAMESPACE).list().getItems().stream()
        .map(map -> map.getData().get("SKS_PUBLIC_URL"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  KubernetesClient kubernetes() {
    return kubernetes;
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public String adminPassword() {
    var kept = kubernetes.secrets().inNamespace(namespace).withName(ADMIN);
    if (kept.get() == null) {
      Secret secret =
          new SecretBuilder()
              .withNewMetadata()
              .withName(ADMIN)
              .withNamespace(namespace)
              .endMetadata()
              .addToStringData("password", UUID.randomUUID().toString())
              .build();
      kubernetes.resource(secret).create();
    }
    String password = decoded(kept.get().getData().get("password"));
    // It may have been kept by a run that ended before it was the admin's.
    if (!Tenant.signsIn(url, "admin", password)) {
      Tenant.changeSecret(url, "admin", firstAdminSecret(), password);
    }
    return password;
  }

  private String firstAdminSecret() {
    var secret = kubernetes.secrets().inNamespace(namespace).withName("sks-first-admin").get();
    return decoded(secret.getData().values().iterator().next()).strip();
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  void awaitReady() {
    await("the services are ready")
        .atMost(READY)
        .ignoreExceptions()
        .until(() -> SERVICES.stream().allMatch(this::isReady));
  }

  /** Whether all pods are of its newest kind, and the others have gone. */
  private boolean isReady(String service) {
    var deployment = deployment(service);
    var status = deployment.getStatus();
    int replicas = deployment.getSpec().getReplicas();
    return Readiness.getInstance().isReady(deployment)
        && deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && status.getUpdatedReplicas() == replicas
        && servicePods(service).size() == replicas;
  }

  private Deployment deployment(String name) {
    return kubernetes.apps().deployments().inNamespace(namespace).withName(name).get();
  }

  /** Replaces a service's pods one by one, as an upgrade does, and waits until that is done. */
  void restart(String service) {
    kubernetes.apps().deployments().inNamespace(namespace).withName(service).rolling().restart();
    awaitReady();
  }

  /** Runs something while a service has other values in its environment. */
  void withEnvironment(String service, Map<String, String> values, Runnable test) {
    var before = deployment(service);
    var variables =
        values.entrySet().stream().map(e -> new EnvVar(e.getKey(), e.getValue(), null)).toList();
    edit(
        service,
        deployment ->
            deployment
                .edit()
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .removeMatchingFromEnv(env -> values.containsKey(env.getName()))
                .addAllToEnv(variables)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build());
    try {
      test.run();
    } finally {
      edit(
          service,
          deployment ->
              deployment
                  .edit()
                  .editSpec()
                  .withTemplate(before.getSpec().getTemplate())
                  .endSpec()
                  .build());
    }
  }

  private void edit(String service, UnaryOperator<Deployment> change) {
    kubernetes.apps().deployments().inNamespace(namespace).withName(service).edit(change);
    awaitReady();
  }

  /** Ends a service's pods at once, and waits until others serve. */
  void kill(String service) {
    var pods = servicePods(service);
    pods.forEach(pod -> kubernetes.resource(pod).withGracePeriod(0).delete());
    await("new pods of " + service)
        .atMost(READY)
        .until(() -> servicePods(service).stream().noneMatch(pods::contains));
    awaitReady();
  }

  private List<Pod> servicePods(String service) {
    return kubernetes
        .pods()
        .inNamespace(namespace)
        .withLabelSelector(deployment(service).getSpec().getSelector())
        .list()
        .getItems();
  }

  String namespaceOf(Tenant tenant) {
    return namespace.equals(OWN) ? namespace : "sks-" + tenant.name();
  }

  /** Fields of a job's spec with that many executors, two of which find room on a small node. */
  static Map<String, Object> withExecutors(int count) {
    return Map.of("workers", count, "driverOnly", false, "worker", Map.of("cpu", "500m"));
  }

  /** The pods of a job that are one or the other, {@code driver} or {@code executor}. */
  List<Pod> pods(Tenant tenant, String job, String role) {
    return kubernetes
        .pods()
        .inNamespace(namespaceOf(tenant))
        .withLabels(Map.of("sks.dev/job", job, "sks.dev/role", role))
        .list()
        .getItems();
  }

  List<Pod> runningPods(Tenant tenant, String job, String role) {
    return pods(tenant, job, role).stream()
        .filter(pod -> pod.getStatus().getPhase().equals("Running"))
        .toList();
  }

  void awaitNoPods(Tenant tenant, String job) {
    await("the pods of " + job + " are removed")
        .atMost(Duration.ofMinutes(5))
        .until(
            () -> pods(tenant, job, "driver").isEmpty() && pods(tenant, job, "executor").isEmpty());
  }

  /** Lets all pods of the job go on, also those that come later, until it has succeeded. */
  JsonPath openUntilSucceeded(Tenant tenant, String job, Path gate) {
    await("job " + job + " succeeds")
        .atMost(Duration.ofMinutes(12))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(
            () -> {
              openGate(tenant, job, gate);
              return tenant.state(job).equals("Succeeded");
            });
    return tenant.job(job);
  }

  /** Makes a file in every running pod of the job, which gated mappers wait for. */
  private void openGate(Tenant tenant, String job, Path gate) {
    for (String role : List.of("driver", "executor")) {
      for (Pod pod : runningPods(tenant, job, role)) {
        touch(pod, gate);
      }
    }
  }

  private void touch(Pod pod, Path file) {
    try (var exec =
        kubernetes
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName())
            .writingOutput(OutputStream.nullOutputStream())
            .exec("touch", file.toString())) {
      exec.exitCode().get(3, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException("no gate in " + pod.getMetadata().getName(), e);
    }
  }
}
