package dev.sks.manager.tenants;

import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/** Marks the objects of one tenant as ours. */
record Stamp(String tenant, String namespace) {

  /** Metadata of an object in the tenant's namespace. */
  ObjectMeta in(String name) {
    return new ObjectMetaBuilder(cluster(name)).withNamespace(namespace).build();
  }

  /** Metadata of an object in no namespace. */
  ObjectMeta cluster(String name) {
    return new ObjectMetaBuilder().withName(name).addToLabels(labels()).build();
  }

  Map<String, String> labels() {
    return Map.of(Words.MANAGED_BY, Words.SKS, Words.TENANT, tenant);
  }
}
