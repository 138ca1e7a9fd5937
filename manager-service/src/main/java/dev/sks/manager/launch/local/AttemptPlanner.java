package dev.sks.manager.launch.local;

import dev.sks.contract.AttemptSpec;
import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.contract.MapReduceSpec;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.data.MissingInputException;
import dev.sks.manager.launch.AttemptLaunch;
import dev.sks.manager.launch.LaunchException;
import dev.sks.manager.launch.TaskPlanner;
import dev.sks.manager.python.PythonInterpreter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns a job's spec into that of an attempt on this machine, and keeps its inputs for it. */
@ApplicationScoped
class AttemptPlanner {

  private final DataStore data;
  private final PythonInterpreter python;
  private final List<String> managers;

  AttemptPlanner(
      DataStore data,
      PythonInterpreter python,
      @ConfigProperty(name = "sks.launch.managers") List<String> managers) {
    this.data = data;
    this.python = python;
    this.managers = managers;
  }

  AttemptSpec plan(AttemptLaunch launch, AttemptFolder folder) throws LaunchException, IOException {
    var ref = launch.ref();
    var spec = (MapReduceSpec) launch.spec();
    try {
      var inputs = data.holdInputs(ref.tenant(), ref.job(), ref.attempt(), spec.inputs());
      Path results = data.results(ref.tenant(), ref.job(), ref.attempt());
      Files.createDirectories(results);
      return new AttemptSpec(
          ref.job(),
          ref.tenant(),
          ref.attempt(),
          managers,
          folder.tokenFile().toString(),
          spec.program(),
          TaskPlanner.plan(inputs, spec.workers()),
          spec.workers(),
          spec.reducers(),
          spec.worker().memoryBytes(),
          results.toString(),
          folder.scratch().toString(),
          python.executable(),
          null);
    } catch (MissingInputException e) {
      throw new LaunchException(Failure.of(FailureClass.INPUT, e.getMessage()), e);
    }
  }
}
