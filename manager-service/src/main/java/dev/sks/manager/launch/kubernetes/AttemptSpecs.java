package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.AttemptSpec;
import dev.sks.contract.MapReduceSpec;
import jakarta.enterprise.context.ApplicationScoped;

/** What the engine is told, with everything where the pod sees it. */
@ApplicationScoped
class AttemptSpecs {

  private final PodSettings settings;
  private final ExecutorPods executors;

  AttemptSpecs(PodSettings settings, ExecutorPods executors) {
    this.settings = settings;
    this.executors = executors;
  }

  AttemptSpec of(AttemptPlan plan) {
    MapReduceSpec spec = plan.spec();
    return new AttemptSpec(
        plan.ref().job(),
        plan.ref().tenant(),
        plan.ref().attempt(),
        settings.managers(),
        Volumes.SECRETS + "/" + Volumes.TOKEN,
        spec.program(),
        plan.tasks(),
        spec.workers(),
        spec.reducers(),
        spec.worker().memoryBytes(),
        Volumes.OUTPUT,
        Volumes.SCRATCH,
        settings.python(),
        plan.driverOnly() ? null : executors.of(plan));
  }
}
