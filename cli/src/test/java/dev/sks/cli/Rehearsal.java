package dev.sks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs what people run most, so that the JVM can list the classes it takes; the build makes the
 * class-data-sharing archive from that list.
 */
public final class Rehearsal {

  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("sks-rehearsal");
    try (var server = new TestServer()) {
      var user = new TestRun.User(folder, server.url());
      Replies.give(server);
      user.runs("--help");
      user.types("secret\n", "login", "--user", "ada", "--password-stdin");
      user.runs("whoami");
      user.runs("jobs");
      user.at("12").runs("jobs");
      user.runs("jobs", "-o", "json");
      user.runs("jobs", "-o", "yaml");
      user.runs("status", Replies.JOB);
      user.runs("watch", Replies.JOB);
      user.at("12").runs("watch", Replies.JOB);
      user.runs("results", Replies.JOB, "--top", "2");
      user.runs("logs", Replies.JOB);
      user.runs("data", "ls");
      user.types("text\n", "data", "put", "-", "--name", "text");
      user.runs("status", "nosuchjob");
      user.runs("logout");
    }
    Files.deleteIfExists(folder.resolve("credentials.json"));
    Files.deleteIfExists(folder.resolve("credentials.json.lock"));
    Files.delete(folder);
    System.exit(0);
  }
}
