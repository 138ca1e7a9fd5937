package dev.sks.auth.standard;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.auth.authorize.CodeFlow;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Python's Authlib, unmodified, through the grants there are; skipped where pip can't get it, but
 * not in CI.
 */
@QuarkusTest
class AuthlibIT {

  private static final Path VENV = Path.of("target", "authlib");

  @Test
  void aStandardClientGoesThroughAllGrants() throws IOException, InterruptedException {
    Path python = VENV.resolve("bin/python");
    if (!Files.exists(VENV.resolve("complete"))) {
      need(run("python3", "-m", "venv", VENV.toString()) == 0, "no venv here");
      need(
          run(python.toString(), "-m", "pip", "install", "-q", "authlib==1.9.9", "requests") == 0,
          "pip can't get Authlib");
      Files.createFile(VENV.resolve("complete"));
    }
    String name = newUser(Map.of());
    String token = signIn(name, PASSWORD).extract().path("accessToken");
    var key =
        as(token)
            .body(Map.of("name", "authlib", "password", PASSWORD))
            .post("/v1/api-keys")
            .then()
            .extract();
    var arguments =
        Map.of(
            "base",
            "http://127.0.0.1:" + RestAssured.port,
            "client",
            CodeFlow.begin().client(),
            "redirect",
            CodeFlow.REDIRECT,
            "user",
            name,
            "password",
            PASSWORD,
            "key",
            key.path("id"),
            "secret",
            key.path("secret"));
    Path input = VENV.resolve("arguments.json");
    new ObjectMapper().writeValue(input.toFile(), arguments);
    var script =
        new ProcessBuilder(List.of(python.toString(), "src/test/resources/authlib_client.py"))
            .redirectInput(input.toFile());
    assertEquals(0, finish(script, "client.log"), () -> log("client.log"));
  }

  /** A laptop may be offline; CI is not, and must not be green without this test. */
  private static void need(boolean there, String otherwise) {
    if (System.getenv("CI") == null) {
      assumeTrue(there, otherwise);
    } else {
      assertTrue(there, otherwise);
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return finish(new ProcessBuilder(command), "../authlib-setup.log");
  }

  private static int finish(ProcessBuilder builder, String log)
      throws IOException, InterruptedException {
    File file = VENV.resolve(log).normalize().toFile();
    var process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(file))
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.onExit().join().exitValue();
  }

  private static String log(String name) {
    try {
      return Files.readString(VENV.resolve(name));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
