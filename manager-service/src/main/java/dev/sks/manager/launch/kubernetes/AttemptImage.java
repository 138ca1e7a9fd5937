package dev.sks.manager.launch.kubernetes;

import jakarta.enterprise.context.ApplicationScoped;

/** The image of drivers and executors. */
@ApplicationScoped
class AttemptImage {

  private final PodSettings settings;

  AttemptImage(PodSettings settings) {
    this.settings = settings;
  }

  String name() {
    return settings
        .image()
        .orElseThrow(
            () -> new IllegalStateException("Set SKS_SPARK_IMAGE to the image of the attempts."));
  }

  String pullPolicy() {
    return settings.imagePullPolicy();
  }
}
