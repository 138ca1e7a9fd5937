package dev.sks.cli.admin;

import dev.sks.cli.client.Paths;
import picocli.CommandLine.Option;

/** The option {@code --user}: whose things a command is about. */
final class OfUser {

  @Option(names = "--user", paramLabel = "NAME", description = "Of this user (role admin).")
  private String name = "";

  boolean isSelf() {
    return name.isEmpty();
  }

  /** Where the caller's own things of a kind are, or the user's. */
  String path(String things) {
    return isSelf() ? "/v1/" + things : "/v1/users/" + Paths.segment(name) + "/" + things;
  }
}
