package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.AttemptSpec.Task;
import dev.sks.contract.MapReduceSpec;
import dev.sks.manager.launch.AttemptRef;
import java.util.List;

/**
 * What is known of an attempt before its pod is made.
 *
 * @param tasks with paths as the pod sees them
 * @param driverOnly whether the driver runs the workers itself
 */
record AttemptPlan(AttemptRef ref, MapReduceSpec spec, List<Task> tasks, boolean driverOnly) {

  String podName() {
    return AttemptLabels.podName(ref);
  }
}
