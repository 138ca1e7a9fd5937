package dev.sks.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * {@code Rehearsal <engine home>}: runs a small job as a manager would and has the JVM archive the
 * classes that it loaded, so that jobs find them ready.
 */
final class Rehearsal {

  private static final String ARCHIVE = "engine.jsa";

  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path home = Path.of(arguments[0]).toAbsolutePath().normalize();
    if (isOfThisJava(home) && isNewest(home)) {
      return;
    }
    Files.deleteIfExists(home.resolve(ARCHIVE));
    Path folder = Files.createTempDirectory("sks-rehearsal");
    try (var door = new AttemptsDoor()) {
      // More lines than the mapper is watched for, in more than one task.
      var job = new Job(door, folder).input("to be or not to be\n".repeat(2000)).input("that is\n");
      if (!dump(home, job.write(), folder)) {
        System.err.println("sks: no archive of the engine's classes: jobs start slower");
        Files.deleteIfExists(home.resolve(ARCHIVE));
      }
    } finally {
      remove(folder);
    }
  }

  /** The class path must be to the letter what the manager gives. */
  private static boolean dump(Path home, Path attempt, Path folder)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home.resolve("jvm.options"),
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "-XX:ArchiveClassesAtExit=" + home.resolve(ARCHIVE),
                "-Xlog:disable",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                home.resolve("lib") + "/*",
                Main.class.getName(),
                attempt.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    if (process.waitFor(60, TimeUnit.SECONDS)) {
      return process.exitValue() == 0 && Files.isRegularFile(home.resolve(ARCHIVE));
    }
    process.destroyForcibly();
    return false;
  }

  private static boolean isOfThisJava(Path home) throws IOException {
    Path mark = home.resolveSibling("engine.java-version");
    String version = System.getProperty("java.vm.version") + " " + System.getProperty("java.home");
    if (Files.exists(mark) && Files.readString(mark).equals(version)) {
      return true;
    }
    Files.writeString(mark, version);
    return false;
  }

  private static boolean isNewest(Path home) throws IOException {
    Path archive = home.resolve(ARCHIVE);
    if (!Files.exists(archive)) {
      return false;
    }
    var made = Files.getLastModifiedTime(archive);
    try (var files = Files.walk(home)) {
      return files.filter(file -> !file.equals(home)).allMatch(file -> isNoNewer(file, made));
    }
  }

  private static boolean isNoNewer(Path file, FileTime time) {
    try {
      return Files.getLastModifiedTime(file).compareTo(time) <= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
