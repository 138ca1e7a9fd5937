package dev.sks.manager.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sks.contract.Names;
import dev.sks.manager.tenants.TenantNamespaces.Kind;
import org.junit.jupiter.api.Test;

class TenantNamespacesTest {

  private final TenantNamespaces own = new TenantNamespaces(Kind.OWN, "sks", "sks-");

  @Test
  void aTenantHasItsOwn() {
    assertEquals("sks-acme", own.of("acme"));
  }

  @Test
  void anotherInstallationHasAnotherPrefix() {
    assertEquals("b-acme", new TenantNamespaces(Kind.OWN, "b", "b-").of("acme"));
    for (String prefix : new String[] {"", "-", "B-", "b_", "b".repeat(31)}) {
      assertThrows(
          IllegalArgumentException.class, () -> new TenantNamespaces(Kind.OWN, "b", prefix));
    }
  }

  @Test
  void longNamesStayLegalAndApart() {
    String one = own.of("a".repeat(63));
    assertEquals(63, one.length());
    assertEquals(true, Names.isLabel(one));
    assertNotEquals(one, own.of("a".repeat(62)));
    assertEquals(63, own.of("a".repeat(59)).length());
    assertEquals("sks-" + "a".repeat(59), own.of("a".repeat(59)));
  }

  @Test
  void allShareOne() {
    assertEquals("team", new TenantNamespaces(Kind.SHARED, "team", "sks-").of("acme"));
  }
}
