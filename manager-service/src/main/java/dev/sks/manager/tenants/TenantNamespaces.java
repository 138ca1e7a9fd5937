package dev.sks.manager.tenants;

import dev.sks.contract.Names;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which namespace is a tenant's: {@code <prefix><tenant>}, or one that all share. A name over
 * {@value #LONGEST} characters is cut and ends with a hash of the whole.
 *
 * @param kind own or shared
 * @param home the manager's own namespace, which is the shared one
 * @param prefix what names of tenants' own begin with
 */
public record TenantNamespaces(Kind kind, String home, String prefix) {

  /** {@code SKS_TENANT_NAMESPACES}. */
  public enum Kind {
    OWN,
    SHARED
  }

  private static final int LONGEST = 63;
  private static final int LONGEST_PREFIX = 30;
  private static final int HASH = 10;

  /**
   * @throws IllegalArgumentException if no name can begin with the prefix
   */
  public TenantNamespaces {
    if (prefix.isEmpty() || prefix.length() > LONGEST_PREFIX || !Names.isLabel(prefix + "t")) {
      throw new IllegalArgumentException(
          "SKS_TENANT_PREFIX is 1 to %d lower-case letters, digits and '-', the first no '-': %s"
              .formatted(LONGEST_PREFIX, prefix));
    }
  }

  public String of(String tenant) {
    if (isShared()) {
      return home;
    }
    String name = prefix + tenant;
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST - HASH - 1) + "-" + hash(tenant);
  }

  public boolean isShared() {
    return kind == Kind.SHARED;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
