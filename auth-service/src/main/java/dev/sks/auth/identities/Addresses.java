package dev.sks.auth.identities;

import java.net.URI;
import java.util.Set;

/** Where codes, secrets and people may be sent to. */
final class Addresses {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private Addresses() {}

  /** TLS, or the same machine. */
  static boolean isSafe(URI address) {
    return address != null
        && address.getHost() != null
        && address.getUserInfo() == null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost())));
  }
}
