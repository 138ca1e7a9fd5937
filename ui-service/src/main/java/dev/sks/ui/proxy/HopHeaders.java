package dev.sks.ui.proxy;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Copies headers from one connection to another, but for those of the connection itself. */
final class HopHeaders {

  // RFC 9110, 7.6.1; Expect and Host are each connection's own here, too.
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "expect",
          "host");

  private HopHeaders() {}

  static void copy(MultiMap from, MultiMap to) {
    var dropped = new HashSet<>(OF_CONNECTION);
    for (String named : from.getAll("connection")) {
      for (String name : named.split(",")) {
        dropped.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    for (String name : from.names()) {
      if (!dropped.contains(name.toLowerCase(Locale.ROOT))) {
        to.set(name, from.getAll(name));
      }
    }
  }

  /** Says whom the request is from, whatever the client said itself. */
  static void tellOrigin(Optional<String> address, MultiMap to) {
    to.names().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).matches("forwarded|x-forwarded-.*"))
        .toList()
        .forEach(to::remove);
    address.ifPresent(known -> to.set(Origins.FORWARDED_FOR, known));
  }
}
