package dev.sks.manager.tenants;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * A tenant's folder of the data volume as a volume of its own. The template says where the folder
 * is; that the volume is this tenant's alone is not left to the template.
 */
final class TenantVolume {

  private static final String CLAIM = "sks-data";
  private static final String SHARED = "ReadWriteMany";
  private static final String STORAGE = "storage";

  private final String template;
  private final KubernetesSerialization yaml;

  /**
   * @param template a PersistentVolume in YAML with {@code {tenant}}, {@code {namespace}} and
   *     {@code {name}}
   * @throws IllegalArgumentException if it is none, or lacks a capacity or the tenant
   */
  TenantVolume(String template, KubernetesSerialization yaml) {
    this.template = template;
    this.yaml = yaml;
    if (!template.contains("{tenant}")) {
      throw new IllegalArgumentException(
          "the volume template has no {tenant}: every tenant would get the same folder");
    }
    PersistentVolume sample = fill(new Stamp("t", "sks-t", "sks"));
    if (sample.getSpec() == null
        || sample.getSpec().getCapacity() == null
        || !sample.getSpec().getCapacity().containsKey(STORAGE)) {
      throw new IllegalArgumentException("the volume template has no spec.capacity.storage");
    }
  }

  List<HasMetadata> of(Stamp stamp) {
    PersistentVolume volume = volume(stamp);
    Quantity size = volume.getSpec().getCapacity().get(STORAGE);
    var claim =
        new PersistentVolumeClaimBuilder()
            .withMetadata(stamp.in(CLAIM))
            .withNewSpec()
            .withAccessModes(volume.getSpec().getAccessModes())
            .withStorageClassName("")
            .withVolumeName(volume.getMetadata().getName())
            .withNewResources()
            .addToRequests(STORAGE, size)
            .endResources()
            .endSpec()
            .build();
    return List.of(volume, claim);
  }

  private PersistentVolume volume(Stamp stamp) {
    PersistentVolume filled = fill(stamp);
    List<String> modes = filled.getSpec().getAccessModes();
    return new PersistentVolumeBuilder(filled)
        .editOrNewMetadata()
        .withName(nameOf(stamp))
        .addToLabels(stamp.labels())
        .endMetadata()
        .editSpec()
        .withAccessModes(modes.isEmpty() ? List.of(SHARED) : modes)
        .withPersistentVolumeReclaimPolicy("Retain")
        .withStorageClassName("")
        .withNewClaimRef()
        .withApiVersion("v1")
        .withKind("PersistentVolumeClaim")
        .withNamespace(stamp.namespace())
        .withName(CLAIM)
        .endClaimRef()
        .endSpec()
        .build();
  }

  private PersistentVolume fill(Stamp stamp) {
    String text =
        template
            .replace("{tenant}", stamp.tenant())
            .replace("{namespace}", stamp.namespace())
            .replace("{name}", nameOf(stamp));
    try {
      return yaml.unmarshal(text, PersistentVolume.class);
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the volume template is no PersistentVolume: " + e.getMessage(), e);
    }
  }

  private static String nameOf(Stamp stamp) {
    return stamp.namespace() + "-data";
  }
}
