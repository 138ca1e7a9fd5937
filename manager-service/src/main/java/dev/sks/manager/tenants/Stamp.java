package dev.sks.manager.tenants;

import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.Map;

/**
 * Marks the objects of one tenant as ours.
 *
 * @param instance the installation, by its namespace
 */
record Stamp(String tenant, String namespace, String instance) {

  /** Metadata of an object in the tenant's namespace. */
  ObjectMeta in(String name) {
    return new ObjectMetaBuilder(cluster(name)).withNamespace(namespace).build();
  }

  /** Metadata of an object in no namespace. */
  ObjectMeta cluster(String name) {
    return new ObjectMetaBuilder().withName(name).addToLabels(labels()).build();
  }

  /** Those that all objects of this installation have. */
  static Map<String, String> selector(String instance) {
    return Map.of(Words.MANAGED_BY, Words.SKS, Words.INSTANCE, instance);
  }

  Map<String, String> labels() {
    var labels = new HashMap<>(selector(instance));
    labels.put(Words.TENANT, tenant);
    return labels;
  }
}
