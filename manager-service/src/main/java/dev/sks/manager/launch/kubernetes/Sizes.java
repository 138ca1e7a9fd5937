package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.MapReduceSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;

/** Memory, cores and disk of the containers. */
@ApplicationScoped
class Sizes {

  private static final String DISK = "ephemeral-storage";
  private static final long MEBI = 1024L * 1024;
  private static final long ONE_CORE = 1000;

  /** As much as a kubelet keeps of a container's log, and some more. */
  private static final long LOGS = 64 * MEBI;

  private final PodSettings settings;

  Sizes(PodSettings settings) {
    this.settings = settings;
  }

  ResourceRequirements driver(MapReduceSpec spec, boolean alone) {
    return new ResourceRequirementsBuilder(ofItsWork(spec, alone))
        .addToRequests(disk().getRequests())
        .addToLimits(disk().getLimits())
        .build();
  }

  private ResourceRequirements ofItsWork(MapReduceSpec spec, boolean alone) {
    long own = bytes(settings.driver().heap()) + bytes(settings.driver().overhead());
    if (!alone) {
      return requirements(own, millis(settings.driver().cpu()), ONE_CORE);
    }
    long millis = spec.workers() * spec.worker().cpuMillis();
    return requirements(
        own + spec.workers() * spec.worker().memoryBytes(),
        Math.min(millis, millis(settings.driver().aloneCpu())),
        millis);
  }

  /** What a container may write on its node, and what of it the scheduler sets aside. */
  ResourceRequirements disk() {
    long most = bytes(settings.scratch()) + bytes(settings.temporary()) + LOGS;
    return new ResourceRequirementsBuilder()
        .addToRequests(DISK, settings.diskRequest())
        .addToLimits(DISK, mebi(most))
        .build();
  }

  /** As the JVM's options have it. */
  String driverHeap() {
    return bytes(settings.driver().heap()) / MEBI + "m";
  }

  long executorHeap() {
    return bytes(settings.executor().heap());
  }

  /** Of an executor's container, with one worker in it. */
  long executorMemory(MapReduceSpec spec) {
    return executorHeap() + bytes(settings.executor().overhead()) + spec.worker().memoryBytes();
  }

  /** At least one: a JVM that starts on less makes the whole job wait. */
  String executorCpuLimit(MapReduceSpec spec) {
    return Math.max(ONE_CORE, spec.worker().cpuMillis()) + "m";
  }

  private static ResourceRequirements requirements(long memory, long request, long limit) {
    Quantity bytes = mebi(memory);
    return new ResourceRequirementsBuilder()
        .addToRequests("memory", bytes)
        .addToLimits("memory", bytes)
        .addToRequests("cpu", new Quantity(request + "m"))
        .addToLimits("cpu", new Quantity(limit + "m"))
        .build();
  }

  private static Quantity mebi(long bytes) {
    return new Quantity((bytes + MEBI - 1) / MEBI + "Mi");
  }

  private static long bytes(Quantity quantity) {
    return quantity.getNumericalAmount().longValue();
  }

  private static long millis(Quantity quantity) {
    return quantity.getNumericalAmount().multiply(BigDecimal.valueOf(1000)).longValue();
  }
}
