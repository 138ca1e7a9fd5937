package dev.sks.manager.launch.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.Program;
import dev.sks.contract.Resources;
import dev.sks.contract.TenantQuota;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FootprintsTest {

  private Footprints footprints;

  @BeforeEach
  void configure() throws IOException {
    footprints = new Footprints(new Sizes(Settings.with(Map.of())));
  }

  @Test
  void oneExecutorBesideTheDriverIsEnough() {
    // 768Mi + 384Mi of the driver, 512Mi + 384Mi + 1Gi of an executor.
    assertEquals(Optional.empty(), footprints.shortage(spec(64, false), quota("3072Mi", "2", 2)));
    var detail =
        footprints.shortage(spec(64, false), quota("3071Mi", "2", 2)).orElseThrow().detail();
    assertTrue(
        detail.startsWith("The driver and one executor need 3072Mi, 1250m cores and 2 pods; the"),
        detail);
    assertTrue(detail.contains("the tenant's quota is 3071Mi, 2 cores and 2 pods."), detail);
    assertTrue(footprints.shortage(spec(64, false), quota("8Gi", "1", 2)).isPresent());
    assertTrue(footprints.shortage(spec(64, false), quota("8Gi", "2", 1)).isPresent());
  }

  @Test
  void aDriverAloneHasAllItsWorkers() {
    assertEquals(Optional.empty(), footprints.shortage(spec(4, true), quota("6Gi", "1", 1)));
    assertTrue(footprints.shortage(spec(5, true), quota("6Gi", "1", 1)).isPresent());
  }

  @Test
  void whereTheInputDecidesOneOfTheWaysMustFit() {
    assertEquals(Optional.empty(), footprints.shortage(spec(5, null), quota("4Gi", "2", 2)));
    assertEquals(Optional.empty(), footprints.shortage(spec(1, null), quota("4Gi", "2", 1)));
    var problem = footprints.shortage(spec(5, null), quota("4Gi", "2", 1)).orElseThrow();
    assertEquals("over-quota", problem.code());
    assertTrue(problem.detail().contains("5 workers need 6272Mi"), problem.detail());
  }

  private static MapReduceSpec spec(int workers, Boolean driverOnly) {
    return new MapReduceSpec(
        "count",
        null,
        new Program.Python("def mapper(w): return []", "def reducer(e): return {}", null),
        List.of("a.txt"),
        workers,
        1,
        new Resources("1Gi", "1"),
        null,
        driverOnly);
  }

  private static TenantQuota quota(String memory, String cpu, int pods) {
    return new TenantQuota(cpu, memory, pods);
  }
}
