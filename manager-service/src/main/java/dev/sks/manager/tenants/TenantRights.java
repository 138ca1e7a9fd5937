package dev.sks.manager.tenants;

import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;
import java.util.Optional;

/** Who a tenant's pods are to the API server, and what they may do there. */
final class TenantRights {

  private static final String RBAC = "rbac.authorization.k8s.io";

  /** Exactly what Spark asks for when its driver runs in client mode and makes executors. */
  static final List<PolicyRule> DRIVER_RULES =
      List.of(
          new PolicyRuleBuilder()
              .withApiGroups("")
              .withResources("pods")
              .withVerbs("create", "get", "list", "watch", "delete", "deletecollection")
              .build());

  private TenantRights() {}

  /**
   * @param pullSecret with which the images of their pods are pulled
   */
  static List<HasMetadata> of(Stamp stamp, Optional<String> pullSecret) {
    return List.of(
        account(stamp, Words.ATTEMPT_ACCOUNT, pullSecret),
        account(stamp, Words.DRIVER_ACCOUNT, pullSecret),
        role(stamp),
        binding(stamp));
  }

  private static ServiceAccount account(Stamp stamp, String name, Optional<String> pullSecret) {
    return new ServiceAccountBuilder()
        .withMetadata(stamp.in(name))
        .withAutomountServiceAccountToken(false)
        .withImagePullSecrets(pullSecret.map(LocalObjectReference::new).stream().toList())
        .build();
  }

  private static Role role(Stamp stamp) {
    return new RoleBuilder()
        .withMetadata(stamp.in(Words.DRIVER_ACCOUNT))
        .withRules(DRIVER_RULES)
        .build();
  }

  private static RoleBinding binding(Stamp stamp) {
    return new RoleBindingBuilder()
        .withMetadata(stamp.in(Words.DRIVER_ACCOUNT))
        .withNewRoleRef(RBAC, "Role", Words.DRIVER_ACCOUNT)
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(Words.DRIVER_ACCOUNT)
        .withNamespace(stamp.namespace())
        .endSubject()
        .build();
  }
}
