package dev.sks.manager.tenants;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/** Marks the objects of one tenant as ours. */
record Stamp(String tenant, String namespace) {

  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String US = "sks";
  static final String TENANT = "sks.dev/tenant";

  /** Metadata of an object in the tenant's namespace. */
  ObjectMeta in(String name) {
    return new ObjectMetaBuilder(cluster(name)).withNamespace(namespace).build();
  }

  /** Metadata of an object in no namespace. */
  ObjectMeta cluster(String name) {
    return new ObjectMetaBuilder().withName(name).addToLabels(labels()).build();
  }

  Map<String, String> labels() {
    return Map.of(MANAGED_BY, US, TENANT, tenant);
  }
}
