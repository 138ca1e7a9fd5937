package dev.sks.manager.admission;

import dev.sks.contract.JobSpec;
import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Program;
import dev.sks.contract.Violation;
import dev.sks.manager.data.DataStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a job that its tenant has room for, whose inputs are there and whose program compiles. */
@ApplicationScoped
public class JobAdmission implements Admission {

  private final Capacity capacity;
  private final DataStore data;
  private final PythonChecker checker;

  JobAdmission(Capacity capacity, DataStore data, PythonChecker checker) {
    this.capacity = capacity;
    this.data = data;
    this.checker = checker;
  }

  @Override
  public Optional<Problem> refusal(String tenant, JobSpec spec) {
    Optional<Problem> shortage = capacity.shortage(tenant, spec);
    if (shortage.isPresent()) {
      return shortage;
    }
    List<Violation> missing = missingInputs(tenant, spec);
    if (!missing.isEmpty()) {
      return Optional.of(
          ProblemType.INPUT_MISSING.with(
              "Store every input with 'PUT /v1/data/{name}' first, or correct its name.", missing));
    }
    List<Violation> faults = faults(((MapReduceSpec) spec).program());
    if (!faults.isEmpty()) {
      return Optional.of(
          ProblemType.INVALID_PROGRAM.with(
              "Correct the program where 'errors' says, and submit it again.", faults));
    }
    return Optional.empty();
  }

  private List<Violation> missingInputs(String tenant, JobSpec spec) {
    var missing = new ArrayList<Violation>();
    try {
      for (int i = 0; i < spec.inputs().size(); i++) {
        String name = spec.inputs().get(i);
        if (data.find(tenant, name).isEmpty()) {
          String message = "there is no data object '" + name + "'";
          missing.add(new Violation("inputs[" + i + "]", message));
        }
      }
      return missing;
    } catch (IOException e) {
      throw new UndecidedException("inputs can't be looked up tenant=" + tenant + ": " + e, e);
    }
  }

  private List<Violation> faults(Program program) {
    var faults = new ArrayList<Violation>();
    // A streaming program's commands are the shell's business; there is nothing to compile.
    if (program instanceof Program.Python python) {
      check("mapper", python.mapper(), faults);
      check("reducer", python.reducer(), faults);
      if (python.combiner() != null) {
        check("combiner", python.combiner(), faults);
      }
    }
    return faults;
  }

  private void check(String name, String source, List<Violation> faults) {
    checker
        .check(name, source)
        .map(fault -> new Violation("program." + name, fault.message(), fault.line()))
        .ifPresent(faults::add);
  }
}
