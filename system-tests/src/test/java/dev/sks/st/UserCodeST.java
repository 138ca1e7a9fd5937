package dev.sks.st;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users' code and users' data can do to a job, and what it gets. */
class UserCodeST {

  private static Tenant tenant;

  @TempDir Path folder;

  @BeforeAll
  static void signIn() {
    tenant = Tenant.create(Stack.shared(), "code");
    tenant.put("one.txt", "a b\n".getBytes(UTF_8));
  }

  @Test
  void aMapperThatRaises() {
    var job = failed("def mapper(words):\n    x = 1\n    return [(1 / 0, 1)]\n", "UserCode");
    assertEquals(3, job.getInt("status.failure.line"));
    String traceback = job.getString("status.failure.traceback");
    assertTrue(traceback.contains("ZeroDivisionError"), traceback);
    assertTrue(traceback.contains("mapper.py"), traceback);
    assertEquals(1, job.getInt("status.attempt"), "a user's error is not tried again");
  }

  @Test
  void aMapperThatReturnsNoPairs() {
    failed("def mapper(words):\n    return 42\n", "UserCode");
  }

  @Test
  void aMapperThatPrintsClosesStdoutAndForks() {
    String mapper =
        """
        import os, sys

        def mapper(words):
            print("a word from the mapper", flush=True)
            os.close(1)
            if os.fork() == 0:
                os.setsid()
                os.execvp("sleep", ["sleep", "86399"])
            return [(word, 1) for word in words]
        """;
    String id = tenant.submit(Tenant.python(mapper, Programs.REDUCER, "one.txt"));
    var job = tenant.awaitEnd(id);
    assertEquals("Succeeded", job.getString("status.state"), job.prettify());
    await("the log")
        .atMost(Duration.ofMinutes(2))
        .until(() -> tenant.logs(id).contains("a word from the mapper"));
    assertNoProcessWith("86399");
  }

  @Test
  void aMapperThatNeverEnds() {
    String mapper =
        """
        import subprocess

        def mapper(words):
            subprocess.run(["sleep", "86398"])
        """;
    var spec = Tenant.python(mapper, Programs.REDUCER, "one.txt");
    spec.put("policy", Map.of("runTimeout", "PT3S"));
    var job = tenant.awaitEnd(tenant.submit(spec));
    assertEquals("Failed", job.getString("status.state"), job.prettify());
    assertEquals("Deadline", job.getString("status.failure.failure"));
    assertNoProcessWith("86398");
  }

  @Test
  void aMapperThatFillsMemory() {
    var spec =
        Tenant.python(
            "hoard = []\ndef mapper(words):\n    while True:\n        hoard.append('x' * 10**7)\n",
            Programs.REDUCER,
            "one.txt");
    spec.put("worker", Map.of("memory", "256Mi"));
    var job = tenant.awaitEnd(tenant.submit(spec));
    assertEquals("Failed", job.getString("status.state"), job.prettify());
    assertEquals("OutOfMemory", job.getString("status.failure.failure"), job.prettify());
    assertTrue(job.getString("status.failure.message").contains("256"), job.prettify());
  }

  @Test
  void anEmptyInput() {
    tenant.put("empty.txt", new byte[0]);
    String id = tenant.submit(Tenant.python(Programs.MAPPER, Programs.REDUCER, "empty.txt"));
    assertEquals("Succeeded", tenant.awaitEnd(id).getString("status.state"));
    assertEquals(Map.of(), tenant.results(id));
  }

  @Test
  void bytesThatAreNotUtf8AndCarriageReturns() {
    byte[] text = "one two\r\nbad \u00ff one\r\n".getBytes(ISO_8859_1);
    tenant.put("mixed.txt", text);
    String id = tenant.submit(Tenant.python(Programs.MAPPER, Programs.REDUCER, "mixed.txt"));
    var job = tenant.awaitEnd(id);
    assertEquals(Map.of("one", 2, "two", 1, "bad", 1, "\ufffd", 1), tenant.results(id));
    assertEquals(1, job.getInt("status.results.counters.replacedBytes"));
  }

  @Test
  void oneLineOfTwoHundredMegabytes() throws IOException {
    int words = 200_000;
    Path file = folder.resolve("long-line");
    byte[] word = ("x".repeat(999) + " ").getBytes(UTF_8);
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < words; i++) {
        out.write(word);
      }
      out.write('\n');
    }
    tenant.put("long-line.txt", file.toFile());
    var spec = Tenant.python(Programs.MAPPER, Programs.REDUCER, "long-line.txt");
    spec.put("worker", Map.of("memory", "2Gi"));
    String id = tenant.submit(spec);
    var job = tenant.awaitEnd(id);
    assertEquals("Succeeded", job.getString("status.state"), job.prettify());
    assertEquals(Map.of("x".repeat(999), words), tenant.results(id));
  }

  @Test
  void aCancelledJobEndsItsProcesses() {
    String mapper =
        """
        import subprocess

        def mapper(words):
            subprocess.run(["sleep", "86397"])
        """;
    String id = tenant.submit(Tenant.python(mapper, Programs.REDUCER, "one.txt"));
    tenant.awaitState(id, "Running");
    tenant.request().post("/v1/jobs/" + id + "/cancel").then().statusCode(oneOf(200, 202));
    assertEquals("Cancelled", tenant.awaitEnd(id).getString("status.state"));
    assertNoProcessWith("86397");
  }

  private JsonPath failed(String mapper, String failure) {
    var job = tenant.awaitEnd(tenant.submit(Tenant.python(mapper, Programs.REDUCER, "one.txt")));
    assertEquals("Failed", job.getString("status.state"), job.prettify());
    assertEquals(failure, job.getString("status.failure.failure"), job.prettify());
    return job;
  }

  private static void assertNoProcessWith(String argument) {
    await("no process with " + argument)
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                ProcessHandle.allProcesses()
                    .noneMatch(
                        p -> p.info().commandLine().orElse("").contains("sleep " + argument)));
  }
}
