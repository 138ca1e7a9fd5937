package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.AttemptSpec.Executors;
import dev.sks.manager.cluster.Words;
import dev.sks.manager.tenants.TenantNamespaces;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import jakarta.enterprise.context.ApplicationScoped;

/** What Spark is told about the executors it makes. */
@ApplicationScoped
class ExecutorPods {

  private static final String CONTAINER = "executor";

  private final TenantNamespaces namespaces;
  private final Volumes volumes;
  private final Sizes sizes;
  private final Placement placement;
  private final AttemptImage image;

  ExecutorPods(
      TenantNamespaces namespaces,
      Volumes volumes,
      Sizes sizes,
      Placement placement,
      AttemptImage image) {
    this.namespaces = namespaces;
    this.volumes = volumes;
    this.sizes = sizes;
    this.placement = placement;
    this.image = image;
  }

  Executors of(AttemptPlan plan) {
    return new Executors(
        plan.spec().workers(),
        1,
        sizes.executorMemory(plan.spec()),
        sizes.executorHeap(),
        plan.spec().worker().cpu(),
        sizes.executorCpuLimit(plan.spec()),
        plan.spec().policy().startTimeout().toSeconds(),
        namespaces.of(plan.ref().tenant()),
        plan.podName(),
        image.name(),
        Serialization.asJson(template(plan)));
  }

  Pod template(AttemptPlan plan) {
    return new PodBuilder()
        .withNewMetadata()
        .withLabels(AttemptLabels.of(plan.ref(), Words.EXECUTOR, namespaces.home()))
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .withServiceAccountName(Words.ATTEMPT_ACCOUNT)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(DriverPods.GRACE_SECONDS)
        .withSecurityContext(Confinement.pod())
        .withNodeSelector(placement.nodeSelector())
        .withTolerations(placement.tolerations())
        .withVolumes(volumes.volumes())
        .addNewContainer()
        .withName(CONTAINER)
        .withImagePullPolicy(image.pullPolicy())
        .withResources(sizes.disk())
        .withSecurityContext(Confinement.container())
        .withVolumeMounts(volumes.mounts(plan.ref()))
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .endContainer()
        .endSpec()
        .build();
  }
}
