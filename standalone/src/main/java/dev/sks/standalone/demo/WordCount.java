package dev.sks.standalone.demo;

import dev.sks.standalone.Narrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** The story that the demo tells: sign in, bring text, count its words, look at the result. */
final class WordCount {
  private static final int PASSWORD_BITS = 125;
  private static final int BASE_32 = 32;
  private static final String USER = "demo";

  private final CommandLineTool sks;
  private final Narrator narrator;
  private final Path folder;
  private final String server;
  private final String adminPassword = password();
  private final String userPassword = password();

  WordCount(CommandLineTool sks, Narrator narrator, Path folder, URI url) {
    this.sks = sks;
    this.narrator = narrator;
    this.folder = folder;
    this.server = url.toString();
  }

  /** Signs in with the first admin's secret, and makes a user in a tenant of its own. */
  void signIn(String secret) throws InterruptedException {
    narrator.say("Signing in as admin with the one-time secret, creating the user demo");
    sks.tell(
        List.of(secret, adminPassword),
        "login",
        "--server",
        server,
        "--user",
        "admin",
        "--password-stdin");
    sks.tell(
        List.of(userPassword),
        "admin",
        "user",
        "create",
        USER,
        "--tenant",
        USER,
        "--role",
        "member",
        "--password-stdin");
    sks.tell(
        List.of(userPassword), "login", "--server", server, "--user", USER, "--password-stdin");
  }

  void run(Path text) throws InterruptedException {
    String name = text.getFileName().toString();
    narrator.say("Uploading " + name + " (" + megabytes(text) + ")");
    sks.ask("data", "put", text.toString(), "--name", name);
    Path mapper = program("mapper.py");
    Path reducer = program("reducer.py");
    narrator.say("Counting its words with two workers");
    long began = System.nanoTime();
    String job =
        sks.ask(
            "mapreduce",
            name,
            mapper.toString(),
            reducer.toString(),
            "--name",
            "word-count",
            "--workers",
            "2",
            "--watch",
            "-o",
            "name");
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    narrator.say("Counted in " + Narrator.seconds(took) + ". The twenty most frequent words:");
    narrator.say("");
    sks.show("results", job, "--top", "20");
    narrator.say("");
  }

  void tellCredentials() {
    narrator.say("It stays up until Ctrl-C: " + server);
    narrator.say("  user demo, password " + userPassword);
    narrator.say("  user admin, password " + adminPassword);
    narrator.say("  ./sks login --server " + server + " --user demo");
  }

  private Path program(String name) {
    Path target = folder.resolve(name);
    try (var source = WordCount.class.getResourceAsStream("/demo/" + name)) {
      return Files.write(target, source.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String megabytes(Path file) {
    try {
      return String.format("%.1f MB", Files.size(file) / 1e6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String password() {
    return new BigInteger(PASSWORD_BITS, new SecureRandom()).toString(BASE_32);
  }
}
