package dev.sks.manager.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** The nodes on which attempts may run. */
@ApplicationScoped
class Placement {

  private final PodSettings settings;

  Placement(PodSettings settings) {
    this.settings = settings;
  }

  Map<String, String> nodeSelector() {
    return settings.nodeSelector();
  }

  List<Toleration> tolerations() {
    return settings.tolerations().orElse(List.of()).stream()
        .map(key -> new TolerationBuilder().withKey(key).withOperator("Exists").build())
        .toList();
  }
}
