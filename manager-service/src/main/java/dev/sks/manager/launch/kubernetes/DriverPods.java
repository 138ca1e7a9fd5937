package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.cluster.Words;
import dev.sks.manager.tenants.TenantNamespaces;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import jakarta.enterprise.context.ApplicationScoped;

/** The one pod of an attempt that the manager makes itself. */
@ApplicationScoped
class DriverPods {

  static final String CONTAINER = "driver";
  static final long GRACE_SECONDS = 5;

  private final TenantNamespaces namespaces;
  private final Volumes volumes;
  private final Sizes sizes;
  private final Placement placement;
  private final AttemptImage image;

  DriverPods(
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

  /**
   * @param spec the variable with which the engine finds its spec
   */
  Pod of(AttemptPlan plan, EnvVar spec) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(plan.podName())
        .withNamespace(namespaces.of(plan.ref().tenant()))
        .withLabels(AttemptLabels.of(plan.ref(), Words.DRIVER, namespaces.home()))
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withServiceAccountName(plan.driverOnly() ? Words.ATTEMPT_ACCOUNT : Words.DRIVER_ACCOUNT)
        .withAutomountServiceAccountToken(!plan.driverOnly())
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withSecurityContext(Confinement.pod())
        .withNodeSelector(placement.nodeSelector())
        .withTolerations(placement.tolerations())
        .withVolumes(volumes.volumes())
        .addToVolumes(Volumes.token())
        .withContainers(container(plan, spec))
        .endSpec()
        .build();
  }

  private Container container(AttemptPlan plan, EnvVar spec) {
    var podIp =
        new EnvVarBuilder()
            .withName("SKS_POD_IP")
            .withNewValueFrom()
            .withNewFieldRef(null, "status.podIP")
            .endValueFrom()
            .build();
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(image.name())
        .withImagePullPolicy(image.pullPolicy())
        .withArgs("driver")
        .withEnv(spec, new EnvVar("SKS_DRIVER_HEAP", sizes.driverHeap(), null), podIp)
        .withResources(sizes.driver(plan.spec(), plan.driverOnly()))
        .withSecurityContext(Confinement.container())
        .withVolumeMounts(volumes.mounts(plan.ref()))
        .addToVolumeMounts(Volumes.tokenMount())
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .build();
  }
}
