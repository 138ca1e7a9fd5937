package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.tenants.TenantNamespaces;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What a driver and its executors see of the data volume, and where they may write. */
@ApplicationScoped
class Volumes {

  static final String TENANT = "/sks/tenant";
  static final String OUTPUT = "/sks/output";
  static final String SCRATCH = "/scratch";
  static final String TOKEN = "token";
  static final String SECRETS = "/var/run/secrets/sks";
  static final String AUDIENCE = "sks-attempts";

  private static final String DATA = "data";
  private static final String OWN_CLAIM = "sks-data";

  /** Spark takes volumes of this prefix as its local folders, and makes none of its own. */
  private static final String SCRATCH_VOLUME = "spark-local-dir-scratch";

  private static final String TEMPORARY = "tmp";
  private static final long TOKEN_SECONDS = 3600;

  private final TenantNamespaces namespaces;
  private final PodSettings settings;

  Volumes(TenantNamespaces namespaces, PodSettings settings) {
    this.namespaces = namespaces;
    this.settings = settings;
  }

  List<Volume> volumes() {
    return List.of(
        new VolumeBuilder().withName(DATA).withNewPersistentVolumeClaim(claim(), false).build(),
        emptyDir(SCRATCH_VOLUME, settings.scratch()),
        emptyDir(TEMPORARY, settings.temporary()));
  }

  List<VolumeMount> mounts(AttemptRef ref) {
    String prefix = namespaces.isShared() ? ref.tenant() + "/" : "";
    var tenant = new VolumeMountBuilder().withName(DATA).withMountPath(TENANT).withReadOnly(true);
    if (namespaces.isShared()) {
      tenant.withSubPath(ref.tenant());
    }
    var output =
        new VolumeMountBuilder()
            .withName(DATA)
            .withMountPath(OUTPUT)
            .withSubPath(prefix + "jobs/" + ref.job() + "/" + ref.attempt());
    return List.of(
        tenant.build(), output.build(), mount(SCRATCH_VOLUME, SCRATCH), mount(TEMPORARY, "/tmp"));
  }

  private String claim() {
    return namespaces.isShared() ? settings.sharedClaim() : OWN_CLAIM;
  }

  /** The driver's proof of who it is; the cluster renews it before it expires. */
  static Volume token() {
    return new VolumeBuilder()
        .withName(TOKEN)
        .withNewProjected()
        .addNewSource()
        .withNewServiceAccountToken(AUDIENCE, TOKEN_SECONDS, TOKEN)
        .endSource()
        .endProjected()
        .build();
  }

  static VolumeMount tokenMount() {
    return new VolumeMountBuilder(mount(TOKEN, SECRETS)).withReadOnly(true).build();
  }

  private static Volume emptyDir(String name, Quantity limit) {
    return new VolumeBuilder()
        .withName(name)
        .withNewEmptyDir()
        .withSizeLimit(limit)
        .endEmptyDir()
        .build();
  }

  private static VolumeMount mount(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).build();
  }
}
