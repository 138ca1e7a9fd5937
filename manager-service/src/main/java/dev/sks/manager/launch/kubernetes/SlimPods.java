package dev.sks.manager.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;

/** Keeps of each pod what is looked at; an attempt's spec alone may have tens of kilobytes. */
final class SlimPods extends BasicItemStore<Pod> {

  SlimPods() {
    super(Cache::metaNamespaceKeyFunc);
  }

  @Override
  public Pod put(String key, Pod pod) {
    return super.put(key, slim(pod));
  }

  static Pod slim(Pod pod) {
    pod.getMetadata().setManagedFields(null);
    var spec = pod.getSpec();
    if (spec != null) {
      pod.setSpec(
          new PodSpecBuilder()
              .withNodeName(spec.getNodeName())
              .withContainers(spec.getContainers().stream().map(SlimPods::slim).toList())
              .build());
    }
    return pod;
  }

  private static Container slim(Container container) {
    return new ContainerBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withResources(container.getResources())
        .build();
  }
}
