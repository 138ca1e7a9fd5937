package dev.sks.st;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against the real product, as a person types it. */
class CommandLineST {

  private record Ran(int code, String out, String err) {}

  private Stack stack;
  private Tenant tenant;

  @TempDir Path folder;

  @BeforeEach
  void signIn() throws IOException {
    stack = Stack.shared();
    tenant = Tenant.create(stack, "shell");
    var login =
        sks(
            tenant.password() + "\n",
            "login",
            "--server",
            stack.url(),
            "--user",
            tenant.name(),
            "--password-stdin",
            // A test cluster's door is no loopback address, though it is on this machine.
            "--insecure");
    assertEquals(0, login.code, login.err);
  }

  @Test
  void putsDataRunsAJobAndShowsItsResults() throws IOException {
    Files.writeString(folder.resolve("mapper.py"), Programs.MAPPER);
    Files.writeString(folder.resolve("reducer.py"), Programs.REDUCER);
    Files.writeString(folder.resolve("text"), "to be or not to be\n");
    assertEquals(0, sks("", "data", "put", "text").code);
    var run = sks("", "mapreduce", "text", "mapper.py", "reducer.py", "--name", "be", "--watch");
    assertEquals(0, run.code, run.err);
    String job = sks("", "jobs", "--limit", "1", "-o", "name").out.strip();
    assertEquals(
        List.of("be 2", "to 2"),
        sks("", "results", job, "--top", "2")
            .out
            .lines()
            .skip(1)
            .map(line -> line.split("\\s+")[0] + " " + line.split("\\s+")[1])
            .toList());
    assertEquals(4, sks("", "results", job).out.lines().count());
  }

  @Test
  void tellsAFailedJobByItsExitCodeAndShowsTheLine() throws IOException {
    Files.writeString(folder.resolve("mapper.py"), "def mapper(words):\n    return 1 / 0\n");
    Files.writeString(folder.resolve("reducer.py"), Programs.REDUCER);
    Files.writeString(folder.resolve("text"), "a\n");
    assertEquals(0, sks("", "data", "put", "text").code);
    var run = sks("", "mapreduce", "text", "mapper.py", "reducer.py", "--watch");
    assertEquals(1, run.code, run.out);
    assertTrue((run.out + run.err).contains("ZeroDivisionError"), run.out + run.err);
  }

  @Test
  void keepsTheTokensToItsOwner() throws IOException {
    var kept = Files.getPosixFilePermissions(folder.resolve("config").resolve("credentials.json"));
    assertEquals("rw-------", PosixFilePermissions.toString(kept));
    assertEquals(4, sks("", "status", "a0000000000000000000000000").code);
    assertEquals(0, sks("", "logout").code);
    assertEquals(3, sks("", "whoami").code);
  }

  private Ran sks(String input, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(StandaloneStack.ROOT.resolve("sks").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("SKS_CONFIG_HOME", folder.resolve("config").toString());
    builder.environment().remove("SKS_SERVER");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    }
    try {
      assertTrue(process.waitFor(10, TimeUnit.MINUTES), "sks " + List.of(arguments) + " ends");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IllegalStateException(e);
    }
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
