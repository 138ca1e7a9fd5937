package dev.sks.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TenantQuotaTest {

  @Test
  void theDefaultIsRight() {
    assertEquals(List.of(), TenantQuota.DEFAULT.violations("quota"));
  }

  @Test
  void namesEachFieldAtFault() {
    var wrong = new TenantQuota("many", "12Parsecs", 20_000).violations("quota");
    assertEquals(
        List.of("quota.cpu", "quota.memory", "quota.pods"),
        wrong.stream().map(Violation::field).toList());
  }
}
