package dev.sks.manager.tenants;

import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes one object as it should be; one that is so already costs no request. */
final class ObjectKeeper {

  private static final Logger LOG = Logger.getLogger(ObjectKeeper.class);
  private static final int IMMUTABLE = 422;

  private final TenantCluster cluster;
  private final Drift drift;

  ObjectKeeper(TenantCluster cluster, Drift drift) {
    this.cluster = cluster;
    this.drift = drift;
  }

  /** What is in no namespace of ours may be somebody else's: it is created, not applied. */
  private void claim(HasMetadata desired) {
    if (cluster.find(desired).isEmpty() && !cluster.create(desired)) {
      Optional<HasMetadata> live = cluster.get(desired);
      if (live.filter(found -> isOurs(found, desired)).isEmpty()) {
        throw new ObstacleException(inTheWay(live, desired));
      }
    }
  }

  private static String inTheWay(Optional<HasMetadata> live, HasMetadata desired) {
    String what = desired.getKind() + " " + desired.getMetadata().getName();
    Map<String, String> labels = labels(desired);
    Optional<String> other =
        live.flatMap(ObjectKeeper::installation)
            .filter(name -> !name.equals(labels.get(Words.INSTANCE)));
    if (other.isPresent()) {
      return "the %s is of the SKS in the namespace %s: give one of the two an SKS_TENANT_PREFIX"
          .formatted(what, other.get());
    }
    return "the %s is there and not SKS's: remove it, or label it %s=%s %s=%s to hand it over"
        .formatted(
            what,
            Words.TENANT,
            labels.get(Words.TENANT),
            Words.INSTANCE,
            labels.get(Words.INSTANCE));
  }

  /** Which SKS made it, if one did that says so. */
  private static Optional<String> installation(HasMetadata live) {
    Map<String, String> labels = labels(live);
    return Words.SKS.equals(labels.get(Words.MANAGED_BY))
        ? Optional.ofNullable(labels.get(Words.INSTANCE))
        : Optional.empty();
  }

  /** Whether it is being deleted. */
  boolean isGoing(HasMetadata desired) {
    return cluster.find(desired).filter(ObjectKeeper::isMarkedForDeletion).isPresent();
  }

  /**
   * @throws ObstacleException if it is somebody else's
   */
  void ensure(HasMetadata desired) {
    if (desired.getMetadata().getNamespace() == null) {
      claim(desired);
    }
    Optional<HasMetadata> found = cluster.find(desired);
    if (found.isEmpty()) {
      cluster.apply(desired);
    } else if (!isMarkedForDeletion(found.get())) {
      ensure(found.get(), desired);
    }
  }

  private void ensure(HasMetadata live, HasMetadata desired) {
    if (isSpent(live)) {
      LOG.infof("Deleted, to be bound anew %s", described(live));
      cluster.delete(live);
    } else if (drift.is(live, desired)) {
      LOG.infof("Put right %s", described(live));
      putRight(live, desired);
    }
  }

  /** What can't be changed back is deleted; its deletion brings the tenant here again. */
  private void putRight(HasMetadata live, HasMetadata desired) {
    try {
      HasMetadata now = cluster.apply(desired);
      if (Drift.isExact(desired) && drift.is(now, desired)) {
        cluster.delete(now);
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() != IMMUTABLE || !Drift.isExact(desired)) {
        throw e;
      }
      cluster.delete(live);
    }
  }

  /**
   * Whether somebody marked it as this tenant's in this installation; the name alone says nothing.
   * What names no installation was made by an SKS that had no word for it.
   */
  static boolean isOurs(HasMetadata live, HasMetadata desired) {
    Map<String, String> is = labels(live);
    Map<String, String> should = labels(desired);
    boolean old = Words.SKS.equals(is.get(Words.MANAGED_BY)) && !is.containsKey(Words.INSTANCE);
    return should.get(Words.TENANT).equals(is.get(Words.TENANT))
        && (old || should.get(Words.INSTANCE).equals(is.get(Words.INSTANCE)));
  }

  private static Map<String, String> labels(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }

  /** A volume whose claim is gone and a claim whose volume is gone never bind again. */
  private static boolean isSpent(HasMetadata live) {
    if (live instanceof PersistentVolume volume) {
      return volume.getStatus() != null && "Released".equals(volume.getStatus().getPhase());
    }
    return live instanceof PersistentVolumeClaim claim
        && claim.getStatus() != null
        && "Lost".equals(claim.getStatus().getPhase());
  }

  private static boolean isMarkedForDeletion(HasMetadata live) {
    return live.getMetadata().getDeletionTimestamp() != null;
  }

  private static String described(HasMetadata object) {
    var metadata = object.getMetadata();
    return "kind=%s name=%s namespace=%s"
        .formatted(object.getKind(), metadata.getName(), metadata.getNamespace());
  }
}
