package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Resources;
import dev.sks.contract.TenantQuota;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an attempt's pods ask for at the least: with one executor it goes on, only slower. */
@ApplicationScoped
class Footprints {

  private static final long MEBI = 1024L * 1024;

  /**
   * @param words what it is of
   * @param memory bytes
   */
  private record Footprint(String words, long memory, long millis, int pods) {

    boolean fits(TenantQuota quota) {
      var all = new Resources(quota.memory(), quota.cpu());
      return memory <= all.memoryBytes() && millis <= all.cpuMillis() && pods <= quota.pods();
    }

    String asText() {
      return words + " need " + memory / MEBI + "Mi, " + millis + "m cores and " + pods + " pods";
    }
  }

  private final Sizes sizes;

  Footprints(Sizes sizes) {
    this.sizes = sizes;
  }

  /** Empty if the job fits in at least one of the ways it may run. */
  Optional<Problem> shortage(MapReduceSpec spec, TenantQuota quota) {
    List<Footprint> ways = ways(spec);
    if (ways.stream().anyMatch(way -> way.fits(quota))) {
      return Optional.empty();
    }
    return Optional.of(
        ProblemType.OVER_QUOTA.with(
            ways.stream().map(Footprint::asText).collect(Collectors.joining("; "))
                + "; the tenant's quota is %s, %s cores and %d pods. Ask for less in 'worker' and"
                    .formatted(quota.memory(), quota.cpu(), quota.pods())
                + " 'workers', or ask an administrator for a larger quota."));
  }

  /** How large the input is when the attempt starts decides, if the job does not. */
  private List<Footprint> ways(MapReduceSpec spec) {
    return Stream.of(true, false)
        .filter(alone -> spec.driverOnly() == null || spec.driverOnly().equals(alone))
        .map(alone -> alone ? alone(spec) : spread(spec))
        .toList();
  }

  private Footprint alone(MapReduceSpec spec) {
    ResourceRequirements driver = sizes.driver(spec, true);
    return new Footprint(
        "The driver and its " + spec.workers() + " workers", memory(driver), millis(driver), 1);
  }

  private Footprint spread(MapReduceSpec spec) {
    ResourceRequirements driver = sizes.driver(spec, false);
    return new Footprint(
        "The driver and one executor",
        memory(driver) + sizes.executorMemory(spec),
        millis(driver) + spec.worker().cpuMillis(),
        2);
  }

  private static long memory(ResourceRequirements driver) {
    return Quantity.getAmountInBytes(driver.getRequests().get("memory")).longValue();
  }

  private static long millis(ResourceRequirements driver) {
    BigDecimal cores = driver.getRequests().get("cpu").getNumericalAmount();
    return cores.movePointRight(3).longValue();
  }
}
