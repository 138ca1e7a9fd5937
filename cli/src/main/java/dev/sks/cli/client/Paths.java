package dev.sks.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Paths and queries of URLs. */
public final class Paths {

  private Paths() {}

  /** One segment, percent-encoded. */
  public static String segment(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    // "." and ".." would be taken for steps through the path.
    return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
  }

  /** A name that is itself a path: each segment encoded, the slashes kept. */
  public static String segments(String name) {
    return Stream.of(name.split("/", -1)).map(Paths::segment).collect(Collectors.joining("/"));
  }

  /** A path with those parameters that are not empty. */
  public static String query(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .filter(p -> !p.getValue().isEmpty())
            .map(p -> segment(p.getKey()) + "=" + segment(p.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }
}
