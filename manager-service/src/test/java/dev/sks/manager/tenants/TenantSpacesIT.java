package dev.sks.manager.tenants;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.json.BusJson;
import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.Shards;
import dev.sks.contract.TenantQuota;
import dev.sks.contract.TenantState;
import dev.sks.contract.Topics;
import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Tenants in a real cluster: made, put right, kept apart, and taken away. */
@QuarkusTest
@TestProfile(ClusterProfile.class)
@EnabledIfEnvironmentVariable(named = KitClient.KUBECONFIG, matches = ".+")
class TenantSpacesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final TenantQuota SMALL = new TenantQuota("2", "2048Mi", 9);

  @Inject KubernetesClient cluster;
  @Inject TopicCreator topics;
  @Inject TenantObstacles obstacles;

  @Inject TenantNamespaces namespaces;
  @Inject TenantSettings settings;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private final List<String> made = new ArrayList<>();
  private KafkaProducer<String, byte[]> bus;

  @BeforeEach
  void connect() throws InterruptedException {
    topics.ensure(List.of(Topics.COMMANDS, Topics.TENANTS));
    bus =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void remove() {
    made.forEach(tenant -> say(new TenantState(tenant, 1000, true, Instant.EPOCH, SMALL)));
    for (String tenant : made) {
      await().atMost(PATIENCE).until(() -> namespace(tenant).isEmpty() && volume(tenant).isEmpty());
    }
    bus.close();
  }

  @Test
  void whatWasMadeIsAsItShouldBe() {
    String tenant = create();
    var objects =
        new TenantObjects(
            namespaces,
            new TenantVolume(ClusterProfile.VOLUME, cluster.getKubernetesSerialization()),
            new ManagerAddress("sks", Map.of("app.kubernetes.io/name", "manager-service"), 8082),
            settings);
    var apiServer =
        ApiServer.of(
                cluster.discovery().v1().endpointSlices().inNamespace("default").list().getItems())
            .with(ClusterProfile.API_SERVER, 443);
    var drift = new Drift(cluster.getKubernetesSerialization());
    for (HasMetadata object :
        objects.contents(new TenantState(tenant, 1, false, null, SMALL), apiServer)) {
      assertFalse(drift.is(cluster.resource(object).get(), object), object.getKind());
    }
  }

  @Test
  void whatIsEditedOrDeletedComesBack() {
    String tenant = create();
    String space = "sks-" + tenant;
    assertTrue(Files.isDirectory(Path.of("target/tenants-it/data", tenant)));
    var quota = cluster.resourceQuotas().inNamespace(space).withName("sks-tenant");
    assertEquals(new Quantity("2Gi"), quota.get().getSpec().getHard().get("limits.memory"));

    quota.edit(q -> q.edit().editSpec().addToHard("pods", new Quantity("500")).endSpec().build());
    var policy =
        cluster.network().v1().networkPolicies().inNamespace(space).withName("sks-tenant-deny");
    policy.edit(
        p ->
            p.edit()
                .editSpec()
                .withNewPodSelector()
                .addToMatchLabels("nobody", "here")
                .endPodSelector()
                .endSpec()
                .build());
    var role = cluster.rbac().roles().inNamespace(space).withName("sks-driver");
    role.edit(r -> r.edit().editFirstRule().addToVerbs("*").endRule().build());
    cluster.serviceAccounts().inNamespace(space).withName("sks-attempt").delete();
    cluster
        .rbac()
        .roleBindings()
        .inNamespace(space)
        .withName("sks-driver")
        .edit(b -> b.edit().withSubjects().build());
    cluster
        .namespaces()
        .withName(space)
        .edit(
            n -> n.edit().editMetadata().removeFromLabels(Words.MANAGED_BY).endMetadata().build());

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertEquals(new Quantity("9"), quota.get().getSpec().getHard().get("pods"));
              assertTrue(policy.get().getSpec().getPodSelector().getMatchLabels().isEmpty());
              assertTrue(role.get().getRules().stream().noneMatch(r -> r.getVerbs().contains("*")));
              assertTrue(
                  Optional.ofNullable(
                          cluster
                              .serviceAccounts()
                              .inNamespace(space)
                              .withName("sks-attempt")
                              .get())
                      .isPresent());
              assertEquals(
                  1,
                  cluster
                      .rbac()
                      .roleBindings()
                      .inNamespace(space)
                      .withName("sks-driver")
                      .get()
                      .getSubjects()
                      .size());
              assertEquals(
                  "sks", namespace(tenant).get().getMetadata().getLabels().get(Words.MANAGED_BY));
            });
  }

  @Test
  void aDriverMayDoWhatSparkDoesAndNothingElse() {
    String tenant = create();
    String other = create();
    Set<String> spark =
        TenantRights.DRIVER_RULES.stream()
            .flatMap(rule -> rule.getVerbs().stream().map(v -> v + " " + rule.getResources()))
            .collect(Collectors.toSet());
    assertEquals(spark, rights(tenant, "sks-driver", tenant));
    assertEquals(Set.of(), rights(tenant, "sks-driver", other));
    assertEquals(Set.of(), rights(tenant, "sks-attempt", tenant));
  }

  /** What an account may do in a namespace beyond what everybody may. */
  private Set<String> rights(String tenant, String account, String where) {
    var config = new ConfigBuilder(cluster.getConfiguration()).build();
    config.setImpersonateUsername("system:serviceaccount:sks-" + tenant + ":" + account);
    config.setImpersonateGroups(
        "system:serviceaccounts", "system:serviceaccounts:sks-" + tenant, "system:authenticated");
    var question =
        new SelfSubjectRulesReviewBuilder()
            .withNewSpec()
            .withNamespace("sks-" + where)
            .endSpec()
            .build();
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      var answer = client.authorization().v1().selfSubjectRulesReview().create(question);
      return answer.getStatus().getResourceRules().stream()
          .filter(rule -> !rule.getApiGroups().toString().contains(".k8s.io"))
          .flatMap(rule -> rule.getVerbs().stream().map(v -> v + " " + rule.getResources()))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void aNamespaceThatWasDeletedComesBackWithItsVolume() {
    String tenant = create();
    String before = namespace(tenant).get().getMetadata().getUid();
    cluster.namespaces().withName("sks-" + tenant).delete();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                isBound(tenant) && !namespace(tenant).get().getMetadata().getUid().equals(before));
  }

  @Test
  void aDeletedTenantGoesAfterItsGraceUnlessItComesBack() {
    String gone = create();
    String back = create();
    Instant now = Instant.now();
    say(new TenantState(gone, 2, true, now, SMALL));
    say(new TenantState(back, 2, true, now, SMALL));
    await()
        .atMost(PATIENCE)
        .until(() -> deleteAfter(gone).isPresent() && deleteAfter(back).isPresent());
    say(new TenantState(back, 3, false, null, SMALL));
    await().atMost(PATIENCE).until(() -> deleteAfter(back).isEmpty());
    assertTrue(namespace(gone).isPresent(), "within the grace all stays");
    say(new TenantState(gone, 3, true, now.minus(Duration.ofMinutes(11)), SMALL));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                namespace(gone).isEmpty()
                    && volume(gone).isEmpty()
                    && !Files.exists(Path.of("target/tenants-it/data", gone)));
    assertTrue(isBound(back));
  }

  @Test
  void aNamespaceOfSomebodyElseIsLeftAlone() {
    String tenant = name();
    String space = "sks-" + tenant;
    cluster
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(space).endMetadata().build())
        .create();
    say(new TenantState(tenant, 1, false, null, SMALL));
    await().atMost(PATIENCE).until(() -> obstacles.of(tenant).isPresent());
    assertTrue(cluster.resourceQuotas().inNamespace(space).list().getItems().isEmpty());
    say(new TenantState(tenant, 2, true, Instant.EPOCH, SMALL));
    // Who comes later in the same shard has its turn after that.
    create(
        Stream.generate(TenantSpacesIT::name)
            .filter(other -> Shards.of(other) == Shards.of(tenant))
            .findFirst()
            .orElseThrow());
    assertTrue(namespace(tenant).isPresent());
    cluster.namespaces().withName(space).delete();
  }

  private String create() {
    return create(name());
  }

  private String create(String tenant) {
    say(new TenantState(tenant, 1, false, null, SMALL));
    made.add(tenant);
    await().atMost(PATIENCE).ignoreExceptions().until(() -> isBound(tenant));
    return tenant;
  }

  private static String name() {
    return "tn-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private void say(TenantState state) {
    bus.send(new ProducerRecord<>(Topics.TENANTS_NAME, state.name(), BusJson.write(state)));
    bus.flush();
  }

  private Optional<Namespace> namespace(String tenant) {
    return Optional.ofNullable(cluster.namespaces().withName("sks-" + tenant).get());
  }

  private Optional<PersistentVolume> volume(String tenant) {
    return Optional.ofNullable(
        cluster.persistentVolumes().withName("sks-" + tenant + "-data").get());
  }

  private Optional<String> deleteAfter(String tenant) {
    return namespace(tenant)
        .map(HasMetadata::getMetadata)
        .map(metadata -> metadata.getAnnotations())
        .map(annotations -> annotations.get(TenantObjects.DELETE_AFTER));
  }

  private boolean isBound(String tenant) {
    var claim =
        cluster.persistentVolumeClaims().inNamespace("sks-" + tenant).withName("sks-data").get();
    return claim != null && claim.getStatus().getPhase().equals("Bound");
  }
}
