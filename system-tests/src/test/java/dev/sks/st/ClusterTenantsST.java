package dev.sks.st;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant is a namespace that keeps to itself. */
@EnabledIfEnvironmentVariable(named = ClusterStack.KUBECONFIG, matches = ".+")
@ExtendWith(ClusterTrace.class)
class ClusterTenantsST {

  private static ClusterStack stack;
  private static Tenant one;
  private static Tenant other;

  @BeforeAll
  static void prepare() {
    stack = ClusterStack.shared();
    one = Tenant.create(stack, "one");
    other = Tenant.create(stack, "other");
    one.put("one.txt", "secret\n".getBytes(StandardCharsets.UTF_8));
    other.put("other.txt", "a\n".getBytes(StandardCharsets.UTF_8));
    for (Tenant tenant : new Tenant[] {one, other}) {
      await("the namespace of " + tenant.name())
          .atMost(Duration.ofMinutes(5))
          .until(() -> claimPhase(tenant).equals("Bound"));
    }
  }

  private static String claimPhase(Tenant tenant) {
    var claim =
        stack
            .kubernetes()
            .persistentVolumeClaims()
            .inNamespace(stack.namespaceOf(tenant))
            .withName("sks-data")
            .get();
    return claim == null ? "" : claim.getStatus().getPhase();
  }

  @Test
  void aPodSeesItsOwnTenantsFilesOnly() {
    String mapper =
        """
        import os

        def mapper(words):
            found = []
            for root in ('/sks', '/data', '/var/lib/sks', '/var/run/secrets'):
                for folder, _, files in os.walk(root):
                    found += [os.path.join(folder, name) for name in files]
            return [(path, 1) for path in found]
        """;
    String id = other.submit(Tenant.python(mapper, Programs.REDUCER, "other.txt"));
    assertEquals("Succeeded", other.awaitEnd(id).getString("status.state"));
    var seen = other.results(id).keySet();
    assertTrue(seen.stream().anyMatch(path -> path.contains(".other.txt")), seen.toString());
    assertFalse(seen.stream().anyMatch(path -> path.contains("one.txt")), seen.toString());
    assertTrue(
        seen.stream()
            .filter(path -> path.startsWith("/var/run/secrets"))
            .allMatch(path -> path.startsWith("/var/run/secrets/sks/")),
        "no token of the API server: " + seen);
  }

  @Test
  void aPodCanWriteToItsOwnFolderOnly() {
    String mapper =
        """
        def mapper(words):
            open('/sks/tenant/data/mine', 'w')
        """;
    var job = other.awaitEnd(other.submit(Tenant.python(mapper, Programs.REDUCER, "other.txt")));
    assertEquals("UserCode", job.getString("status.failure.failure"), job.prettify());
    assertTrue(job.getString("status.failure.message").contains("Read-only"), job.prettify());
  }

  @Test
  void anAccountMayDoWhatADriverDoesAndNothingElse() {
    String own = stack.namespaceOf(one);
    assertEquals(Set.of(), rights(own, "sks-attempt", own));
    assertEquals(Rights.ofTheDocumentation().of("`sks-driver`"), rights(own, "sks-driver", own));
    assertEquals(Set.of(), rights(own, "sks-driver", stack.namespaceOf(other)));
  }

  @Test
  void onlyTheManagerHasRightsAndTheyAreTheDocumentedOnes() {
    var documented = Rights.ofTheDocumentation();
    var accounts = stack.kubernetes().serviceAccounts().inNamespace(ClusterStack.NAMESPACE).list();
    for (var account : accounts.getItems()) {
      String name = account.getMetadata().getName();
      assertEquals(
          documented.of(
              name.equals("manager-service") ? "`manager-service` (own namespaces)" : "all others"),
          rights(ClusterStack.NAMESPACE, name, ClusterStack.NAMESPACE),
          name);
    }
  }

  private static Set<String> rights(String home, String account, String where) {
    return Rights.at(stack.kubernetes(), home, account, where);
  }

  @Test
  void whatSomeoneDeletesOrEditsIsPutBack() {
    var kubernetes = stack.kubernetes();
    String namespace = stack.namespaceOf(one);
    var role = kubernetes.rbac().roles().inNamespace(namespace).withName("sks-driver");
    var quota = kubernetes.resourceQuotas().inNamespace(namespace).withName("sks-tenant");
    assertNotNull(quota.get());
    role.delete();
    quota.edit(
        found -> {
          found.getSpec().getHard().put("pods", Quantity.parse("1"));
          return found;
        });
    await("both are as they were")
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                role.get() != null
                    && !quota.get().getSpec().getHard().get("pods").getAmount().equals("1"));
  }

  @Test
  void nothingButItsOwnPodsAndTheManagerIsLetThrough() {
    var policies =
        stack
            .kubernetes()
            .network()
            .v1()
            .networkPolicies()
            .inNamespace(stack.namespaceOf(one))
            .list()
            .getItems();
    assertTrue(
        policies.stream()
            .anyMatch(
                policy ->
                    policy.getSpec().getPodSelector().getMatchLabels().isEmpty()
                        && policy.getSpec().getIngress().isEmpty()
                        && policy.getSpec().getPolicyTypes().contains("Ingress")
                        && policy.getSpec().getPolicyTypes().contains("Egress")),
        "a policy denies what no other allows");
    policies.stream()
        .flatMap(policy -> policy.getSpec().getIngress().stream())
        .flatMap(rule -> rule.getFrom().stream())
        .forEach(
            peer -> assertEquals(null, peer.getNamespaceSelector(), "only from the own namespace"));
  }

  @Test
  void aDeletedTenantsNamespaceSaysWhenItGoes() {
    var gone = Tenant.create(stack, "gone");
    gone.put("x.txt", "x\n".getBytes(StandardCharsets.UTF_8));
    String namespace = stack.namespaceOf(gone);
    await("its namespace")
        .atMost(Duration.ofMinutes(5))
        .until(() -> stack.kubernetes().namespaces().withName(namespace).get() != null);
    var admin = Tenant.admin(stack);
    admin.request().delete("/v1/tenants/" + gone.name()).then().statusCode(400);
    admin
        .request()
        .queryParam("confirm", gone.name())
        .delete("/v1/tenants/" + gone.name())
        .then()
        .statusCode(200);
    await("the annotation")
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                stack
                    .kubernetes()
                    .namespaces()
                    .withName(namespace)
                    .get()
                    .getMetadata()
                    .getAnnotations()
                    .containsKey("sks.dev/delete-after"));
  }
}
