package dev.sks.manager.tenants;

import dev.sks.contract.TenantState;
import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All the objects of a tenant as they should be. */
final class TenantObjects {

  static final String DELETE_AFTER = Words.OURS + "delete-after";

  private static final String POD_SECURITY = "pod-security.kubernetes.io/";
  private static final String LEVEL = "restricted";

  private final TenantNamespaces namespaces;
  private final TenantVolume volume;
  private final ManagerAddress manager;
  private final TenantSettings settings;

  TenantObjects(
      TenantNamespaces namespaces,
      TenantVolume volume,
      ManagerAddress manager,
      TenantSettings settings) {
    this.namespaces = namespaces;
    this.volume = volume;
    this.manager = manager;
    this.settings = settings;
  }

  /** The namespace; when it will go, if the tenant is deleted. */
  Namespace namespace(TenantState tenant, Optional<Instant> end) {
    Stamp stamp = stamp(tenant);
    var namespace =
        new NamespaceBuilder()
            .withMetadata(stamp.cluster(stamp.namespace()))
            .editMetadata()
            .addToLabels(POD_SECURITY + "enforce", LEVEL)
            .addToLabels(POD_SECURITY + "enforce-version", "latest")
            .addToLabels(POD_SECURITY + "warn", LEVEL)
            .addToLabels(POD_SECURITY + "warn-version", "latest")
            .endMetadata();
    end.ifPresent(
        when ->
            namespace.editMetadata().addToAnnotations(DELETE_AFTER, when.toString()).endMetadata());
    return namespace.build();
  }

  /** All but the namespace, in the order of creation. */
  List<HasMetadata> contents(TenantState tenant, ApiServer apiServer) {
    Stamp stamp = stamp(tenant);
    return Stream.of(
            TenantNetwork.of(stamp, manager, apiServer),
            TenantBounds.of(stamp, tenant.quota(), settings.podStorage()),
            TenantRights.of(stamp, settings.pullSecret()),
            volume.of(stamp))
        .flatMap(List::stream)
        .toList();
  }

  /** The tenant's copy of a Secret that images are pulled with. */
  Secret copy(Secret pullSecret, TenantState tenant) {
    return new SecretBuilder()
        .withMetadata(stamp(tenant).in(pullSecret.getMetadata().getName()))
        .withType(pullSecret.getType())
        .withData(pullSecret.getData())
        .build();
  }

  /** What does not go with something else, in the order of removal. */
  List<HasMetadata> outside(TenantState tenant) {
    return Stream.concat(
            Stream.of(namespace(tenant, Optional.empty())), volume.of(stamp(tenant)).stream())
        .filter(object -> object.getMetadata().getNamespace() == null)
        .toList();
  }

  private Stamp stamp(TenantState tenant) {
    return new Stamp(tenant.name(), namespaces.of(tenant.name()), namespaces.home());
  }
}
