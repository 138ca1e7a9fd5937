package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.contract.MapReduceSpec;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.data.HeldInput;
import dev.sks.manager.data.MissingInputException;
import dev.sks.manager.data.Split;
import dev.sks.manager.launch.AttemptLaunch;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.LaunchException;
import dev.sks.manager.launch.TaskPlanner;
import io.fabric8.kubernetes.api.model.Quantity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps a job's inputs for an attempt, makes its folder, and plans its tasks. */
@ApplicationScoped
class AttemptPlanner {

  private final DataStore data;
  private final long driverOnlyBytes;

  AttemptPlanner(DataStore data, PodSettings settings) {
    this.data = data;
    this.driverOnlyBytes = Quantity.getAmountInBytes(settings.driverOnlyBytes()).longValue();
  }

  AttemptPlan plan(AttemptLaunch launch) throws LaunchException, IOException {
    AttemptRef ref = launch.ref();
    var spec = (MapReduceSpec) launch.spec();
    try {
      List<HeldInput> inputs =
          data.holdInputs(ref.tenant(), ref.job(), ref.attempt(), spec.inputs());
      Files.createDirectories(folder(ref));
      List<HeldInput> seen = inputs.stream().map(input -> inPod(ref, input)).toList();
      return new AttemptPlan(
          ref, spec, TaskPlanner.plan(seen, spec.workers()), isDriverOnly(spec, inputs));
    } catch (MissingInputException e) {
      throw new LaunchException(Failure.of(FailureClass.INPUT, e.getMessage()), e);
    }
  }

  /** The attempt's own folder, where the pod's {@code /sks/output} is. */
  Path folder(AttemptRef ref) {
    return data.results(ref.tenant(), ref.job(), ref.attempt());
  }

  private HeldInput inPod(AttemptRef ref, HeldInput input) {
    Path inside = data.folder(ref.tenant()).relativize(input.file());
    return new HeldInput(
        Path.of(Volumes.TENANT).resolve(inside), input.compression(), input.splits());
  }

  private boolean isDriverOnly(MapReduceSpec spec, List<HeldInput> inputs) {
    if (spec.driverOnly() != null) {
      return spec.driverOnly();
    }
    long bytes =
        inputs.stream().flatMap(input -> input.splits().stream()).mapToLong(Split::length).sum();
    return bytes <= driverOnlyBytes;
  }
}
