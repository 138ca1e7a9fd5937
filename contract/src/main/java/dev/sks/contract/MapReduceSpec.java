package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A MapReduce job.
 *
 * @param program what is run
 * @param inputs names of data objects, read as one input in this order; a gateway may put the job's
 *     own input here ({@link DataNames#jobInput})
 * @param workers executors (locally: worker processes)
 * @param reducers parts of the result
 * @param worker memory and cores of each worker
 * @param driverOnly whether the workers are processes of the driver's own pod; null: if the input
 *     is small. Without pods, they always are
 */
public record MapReduceSpec(
    String name,
    Map<String, String> labels,
    Program program,
    List<String> inputs,
    int workers,
    int reducers,
    Resources worker,
    RunPolicy policy,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean driverOnly)
    implements JobSpec {

  public static final String KIND = "mapreduce";
  public static final int DEFAULT_WORKERS = 2;

  public MapReduceSpec {
    name = name == null ? KIND : name;
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    inputs = inputs == null ? List.of() : List.copyOf(inputs);
    workers = workers == 0 ? DEFAULT_WORKERS : workers;
    reducers = reducers == 0 ? workers : reducers;
    worker = worker == null ? Resources.DEFAULT : worker;
    policy = policy == null ? RunPolicy.DEFAULT : policy;
  }

  /** The same job with other inputs. */
  public MapReduceSpec withInputs(List<String> others) {
    return new MapReduceSpec(
        name, labels, program, others, workers, reducers, worker, policy, driverOnly);
  }

  @Override
  public List<Violation> violations() {
    var found = new ArrayList<Violation>();
    if (!Names.isLabel(name)) {
      found.add(new Violation("name", Names.LABEL_RULE));
    }
    if (labels.size() > Limits.LABELS) {
      found.add(new Violation("labels", "at most " + Limits.LABELS + " labels"));
    }
    labels.forEach(
        (key, value) -> {
          if (!Names.isLabel(key) || !value.isEmpty() && !Names.isLabel(value)) {
            found.add(new Violation("labels." + key, Names.LABEL_RULE));
          }
        });
    if (program == null) {
      found.add(new Violation("program", "is needed: type python or streaming"));
    } else {
      found.addAll(program.violations());
    }
    if (inputs.isEmpty()) {
      found.add(new Violation("inputs", "at least one data object is needed"));
    }
    if (inputs.size() > Limits.INPUTS) {
      found.add(new Violation("inputs", "at most " + Limits.INPUTS + " data objects"));
    }
    for (int i = 0; i < inputs.size(); i++) {
      String field = "inputs[" + i + "]";
      DataNames.whatIsWrong(inputs.get(i)).ifPresent(m -> found.add(new Violation(field, m)));
    }
    if (workers < 1 || workers > Limits.WORKERS) {
      found.add(new Violation("workers", "from 1 to " + Limits.WORKERS));
    }
    if (reducers < 1 || reducers > Limits.REDUCERS) {
      found.add(new Violation("reducers", "from 1 to " + Limits.REDUCERS));
    }
    found.addAll(worker.violations("worker"));
    found.addAll(policy.violations("policy"));
    return List.copyOf(found);
  }
}
