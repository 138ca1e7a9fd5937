package dev.sks.manager.tenants;

import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether an object in the cluster is as it should be. The cluster may add to metadata, and to what
 * it completes by itself (namespaces, volumes, claims, accounts), and to the lists there; in rules
 * and bounds an addition is an edit. The status is not looked at.
 */
final class Drift {

  private static final Set<String> EXACT =
      Set.of("Role", "RoleBinding", "ResourceQuota", "LimitRange", "NetworkPolicy");
  private static final Set<String> NOT_COMPARED = Set.of("metadata", "status");
  private static final Pattern QUANTITY = Pattern.compile("[0-9]+(\\.[0-9]+)?[A-Za-z]{0,2}");

  private final KubernetesSerialization json;

  Drift(KubernetesSerialization json) {
    this.json = json;
  }

  /** Whether an addition to an object of this kind must go. */
  static boolean isExact(HasMetadata object) {
    return EXACT.contains(object.getKind());
  }

  boolean is(HasMetadata live, HasMetadata desired) {
    return !marked(live.getMetadata().getLabels(), desired.getMetadata().getLabels())
        || !marked(live.getMetadata().getAnnotations(), desired.getMetadata().getAnnotations())
        || !body(live, desired);
  }

  private boolean body(HasMetadata live, HasMetadata desired) {
    Map<?, ?> is = json.convertValue(live, Map.class);
    Map<?, ?> should = json.convertValue(desired, Map.class);
    is.keySet().removeAll(NOT_COMPARED);
    should.keySet().removeAll(NOT_COMPARED);
    return isExact(desired) ? same(is, should, true) : same(is, should, false);
  }

  /** All of the wanted ones, and no other of our own. */
  private static boolean marked(Map<String, String> live, Map<String, String> desired) {
    Map<String, String> is = live == null ? Map.of() : live;
    Map<String, String> should = desired == null ? Map.of() : desired;
    return is.entrySet().containsAll(should.entrySet())
        && is.keySet().stream()
            .allMatch(key -> !key.startsWith(Words.OURS) || should.containsKey(key));
  }

  private static boolean same(Object live, Object desired, boolean exact) {
    if (live instanceof Map<?, ?> is && desired instanceof Map<?, ?> should) {
      return (!exact || is.keySet().equals(should.keySet()))
          && should.keySet().stream().allMatch(key -> same(is.get(key), should.get(key), exact));
    }
    if (live instanceof List<?> is && desired instanceof List<?> should) {
      if (!exact) {
        return should.stream().allMatch(one -> is.stream().anyMatch(it -> same(it, one, false)));
      }
      if (is.size() != should.size()) {
        return false;
      }
      for (int i = 0; i < is.size(); i++) {
        if (!same(is.get(i), should.get(i), true)) {
          return false;
        }
      }
      return true;
    }
    return Objects.equals(live, desired)
        // The API server leaves some empty texts out, such as a volume's storage class.
        || live == null && "".equals(desired)
        || isQuantity(live) && isQuantity(desired) && amount(live).equals(amount(desired));
  }

  private static boolean isQuantity(Object value) {
    return value instanceof String text && QUANTITY.matcher(text).matches();
  }

  /** The API server writes quantities its own way: 1024Mi comes back as 1Gi. */
  private static Quantity amount(Object value) {
    return new Quantity((String) value);
  }
}
