package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.MapReduceSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;

/** Memory and cores of the containers. */
@ApplicationScoped
class Sizes {

  private static final long MEBI = 1024L * 1024;
  private static final long ONE_CORE = 1000;

  private final PodSettings settings;

  Sizes(PodSettings settings) {
    this.settings = settings;
  }

  ResourceRequirements driver(MapReduceSpec spec, boolean alone) {
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
    var bytes = new Quantity((memory + MEBI - 1) / MEBI + "Mi");
    return new ResourceRequirementsBuilder()
        .addToRequests("memory", bytes)
        .addToLimits("memory", bytes)
        .addToRequests("cpu", new Quantity(request + "m"))
        .addToLimits("cpu", new Quantity(limit + "m"))
        .build();
  }

  private static long bytes(Quantity quantity) {
    return quantity.getNumericalAmount().longValue();
  }

  private static long millis(Quantity quantity) {
    return quantity.getNumericalAmount().multiply(BigDecimal.valueOf(1000)).longValue();
  }
}
