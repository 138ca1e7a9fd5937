package dev.sks.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MapReduceSpecTest {

  private static final Program PROGRAM =
      new Program.Python("def mapper(w): ...", "def reducer(e): ...", null);

  private static MapReduceSpec spec(
      String name,
      Program program,
      List<String> inputs,
      int workers,
      Resources worker,
      RunPolicy policy) {
    return new MapReduceSpec(name, Map.of(), program, inputs, workers, 0, worker, policy, null);
  }

  private static List<String> fieldsAtFault(MapReduceSpec spec) {
    return spec.violations().stream().map(Violation::field).toList();
  }

  @Test
  void aGoodSpecHasNoViolations() {
    assertEquals(List.of(), fieldsAtFault(spec("wc", PROGRAM, List.of("kjv.txt"), 2, null, null)));
  }

  @Test
  void everyFieldAtFaultIsNamed() {
    var policy = new RunPolicy(Duration.ZERO, Duration.ofDays(8), 11, null, null);
    var bad =
        spec("Not A Label", null, List.of("ok", "../x"), 65, new Resources("1Zi", "0"), policy);
    assertEquals(
        List.of(
            "name",
            "program",
            "inputs[1]",
            "workers",
            "worker.memory",
            "worker.cpu",
            "policy.startTimeout",
            "policy.runTimeout",
            "policy.maxAttempts"),
        fieldsAtFault(bad));
  }

  @Test
  void sourcesAreBounded() {
    var huge = new Program.Python("x".repeat(Limits.SOURCE + 1), " ", null);
    assertEquals(
        List.of("program.mapper", "program.reducer"),
        fieldsAtFault(spec("wc", huge, List.of("a"), 1, null, null)));
  }

  @Test
  void quantitiesAreKubernetesQuantities() {
    var half = new Resources("1.5Gi", "500m");
    assertEquals(1_610_612_736L, half.memoryBytes());
    assertEquals(500, half.cpuMillis());
    assertEquals(2000, new Resources("1G", "2").cpuMillis());
  }
}
