package dev.sks.manager.tenants;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;

/** Who a tenant's pods are to the API server, and what they may do there. */
final class TenantRights {

  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String ATTEMPT = "sks-attempt";
  private static final String DRIVER = "sks-driver";

  /** Exactly what Spark asks for when its driver runs in client mode and makes executors. */
  static final List<PolicyRule> DRIVER_RULES =
      List.of(
          new PolicyRuleBuilder()
              .withApiGroups("")
              .withResources("pods")
              .withVerbs("create", "get", "list", "watch", "delete", "deletecollection")
              .build());

  private TenantRights() {}

  static List<HasMetadata> of(Stamp stamp) {
    return List.of(account(stamp, ATTEMPT), account(stamp, DRIVER), role(stamp), binding(stamp));
  }

  private static ServiceAccount account(Stamp stamp, String name) {
    return new ServiceAccountBuilder()
        .withMetadata(stamp.in(name))
        .withAutomountServiceAccountToken(false)
        .build();
  }

  private static Role role(Stamp stamp) {
    return new RoleBuilder().withMetadata(stamp.in(DRIVER)).withRules(DRIVER_RULES).build();
  }

  private static RoleBinding binding(Stamp stamp) {
    return new RoleBindingBuilder()
        .withMetadata(stamp.in(DRIVER))
        .withNewRoleRef(RBAC, "Role", DRIVER)
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(DRIVER)
        .withNamespace(stamp.namespace())
        .endSubject()
        .build();
  }
}
