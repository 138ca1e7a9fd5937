package dev.sks.cli.data;

import dev.sks.cli.client.Paths;

/** Where a data object is on the server. */
final class DataPath {

  private DataPath() {}

  static String of(String name) {
    return "/v1/data/" + Paths.segments(name);
  }
}
