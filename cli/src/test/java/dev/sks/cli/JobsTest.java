package dev.sks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsTest {

  private static final String SUBMIT = "POST /v1/jobs";
  private static final String JOB = "/v1/jobs/" + Replies.JOB;
  private static final String EVENTS = "GET " + JOB + "/events";

  @TempDir private Path folder;
  private final TestServer server = new TestServer();
  private TestRun.User user;
  private String mapper;
  private String reducer;

  @BeforeEach
  void signIn() throws IOException {
    Replies.give(server);
    user = new TestRun.User(folder.resolve("config"), server.url());
    user.types("pw\n", "login", "--user", "ada", "--password-stdin");
    mapper = write("mapper.py", "def mapper(words):\n  return []\n");
    reducer = write("reducer.py", "def reducer(entries):\n  return {}\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void submitsASpecWithOnlyWhatWasSaid() {
    TestRun run =
        user.runs(
            "mapreduce",
            "a b.txt",
            "c",
            mapper,
            reducer,
            "--workers",
            "3",
            "--memory",
            "512Mi",
            "--run-timeout",
            "30m",
            "--label",
            "team=x",
            "-o",
            "name");
    assertEquals(0, run.code(), run.err());
    assertEquals(Replies.JOB + "\n", run.out());
    var request = server.requests(SUBMIT).get(0);
    assertEquals(
        "{\"kind\":\"mapreduce\",\"workers\":3,\"worker\":{\"memory\":\"512Mi\"},"
            + "\"labels\":{\"team\":\"x\"},\"policy\":{\"runTimeout\":\"PT30M\"},"
            + "\"inputs\":[\"a b.txt\",\"c\"],\"program\":{\"type\":\"python\","
            + "\"mapper\":\"def mapper(words):\\n  return []\\n\","
            + "\"reducer\":\"def reducer(entries):\\n  return {}\\n\"}}",
        request.body());
    assertNotEquals("", request.header("Idempotency-Key"));
  }

  @Test
  void submitsAgainWithTheSameKeyWhenTheAnswerIsLost() {
    var times = new AtomicInteger();
    server.on(
        SUBMIT,
        (request, exchange) -> {
          if (times.incrementAndGet() == 1) {
            exchange.close();
          } else {
            TestServer.send(exchange, 201, Replies.SUCCEEDED);
          }
        });
    assertEquals(0, user.runs("mapreduce", "in", mapper, reducer).code());
    var requests = server.requests(SUBMIT);
    assertEquals(2, requests.size());
    assertEquals(
        requests.get(0).header("Idempotency-Key"), requests.get(1).header("Idempotency-Key"));
  }

  @Test
  void tellsWhyAnAcceptedJobWasRejected() {
    server
        .on(SUBMIT, 202, Replies.job("Accepted"))
        .on(
            "GET " + JOB,
            200,
            Replies.job("Rejected")
                .replace("\"attempt\":1", "\"problem\":{\"title\":\"An input does not exist\"}"));
    TestRun run = user.runs("mapreduce", "in", mapper, reducer);
    assertEquals(1, run.code(), run.err());
    assertTrue(run.out().contains("Rejected\nProblem     An input does not exist"), run.out());
  }

  @Test
  void uploadsALocalInputAsAPart() throws IOException {
    String input = write("local.txt", "some words\n");
    TestRun run = user.runs("mapreduce", input, mapper, reducer, "--upload", "--name", "n");
    assertEquals(0, run.code(), run.err());
    var request = server.requests(SUBMIT).get(0);
    assertTrue(request.header("Content-Type").startsWith("multipart/form-data; boundary="));
    for (String part : new String[] {"spec", "mapper", "reducer", "input"}) {
      assertTrue(request.body().contains("form-data; name=\"" + part + "\""), part);
    }
    assertTrue(request.body().contains("\r\n\r\nsome words\n\r\n--"), request.body());
    assertEquals(request.body().length(), Integer.parseInt(request.header("Content-Length")));
  }

  @Test
  void watchGoesOnWhereTheConnectionBroke() {
    var times = new AtomicInteger();
    server.on(
        EVENTS,
        (request, exchange) -> {
          if (times.incrementAndGet() == 1) {
            String cut = Replies.events().substring(0, Replies.events().indexOf("id: 4"));
            TestServer.stream(exchange, "text/event-stream", cut + "id: 4\nevent: job\nda");
          } else {
            assertEquals("3", request.header("Last-event-id"));
            TestServer.stream(exchange, "text/event-stream", Replies.events());
          }
        });
    TestRun run = user.runs("watch", Replies.JOB);
    assertEquals(0, run.code(), run.err());
    assertEquals(2, server.requests(EVENTS).size());
    assertTrue(run.out().contains("map 4/4  reduce 1/2"), run.out());
    assertTrue(run.out().endsWith("Succeeded in 12 s: 2 records, 40 B in 1 parts\n"), run.out());
    assertFalse(run.out().contains("\r"));
  }

  @Test
  void watchDrawsOneLineOnATerminal() {
    TestRun run = user.at("1").runs("watch", Replies.JOB);
    assertTrue(run.out().contains("\r▕"), run.out());
    assertTrue(run.out().contains("map 1/4  reduce 0/2"), run.out());
  }

  @ParameterizedTest
  @CsvSource({"Succeeded,0", "Failed,1", "Rejected,1", "Cancelled,7"})
  void watchExitsByTheOutcome(String state, int code) {
    String job =
        Replies.job(state)
            .replace(
                "\"attempt\":1",
                "\"attempt\":1,\"failure\":{\"failure\":\"UserCode\",\"message\":\"ZeroDivision\","
                    + "\"traceback\":\"mapper.py, line 2\\n  1/0\"}");
    server.on(
        EVENTS,
        (request, exchange) ->
            TestServer.stream(
                exchange, "text/event-stream", "id: 9\nevent: job\ndata: " + job + "\n\n"));
    TestRun run = user.runs("watch", Replies.JOB);
    assertEquals(code, run.code());
    assertEquals(code != 0, run.out().contains("UserCode: ZeroDivision\n  mapper.py, line 2"));
  }

  @Test
  void resultsAreATableWithBars() {
    assertEquals(
        """
        KEY  VALUE
        the  62051  ████████████████████████████████████████
        and  38587  ████████████████████████▉
        """,
        user.runs("results", Replies.JOB, "--top", "2").out());
  }

  @Test
  void formatsAreWhatProgramsRead() {
    assertEquals(Replies.JOB + "\n", user.runs("jobs", "-o", "name").out());
    assertTrue(user.runs("jobs", "-o", "yaml").out().contains("state: Succeeded\n"));
    assertTrue(user.runs("status", Replies.JOB, "-o", "json").out().contains("\"x\" : 1"));
  }

  @Test
  void aFollowedLogIsTakenUpWhereItBroke() {
    var times = new AtomicInteger();
    String one = line("10:00:01", "one");
    String two = line("10:00:02", "two") + line("10:00:02", "\\u001b[2J");
    String three = line("10:00:03", "three");
    server.on(
        "GET " + JOB + "/logs",
        (request, exchange) -> {
          if (times.incrementAndGet() == 1) {
            exchange.sendResponseHeaders(200, 5_000);
            exchange.getResponseBody().write((one + two).getBytes());
            exchange.getResponseBody().flush();
          } else {
            assertTrue(request.path().contains("since=2026-11-21T10%3A00%3A02Z"), request.path());
            TestServer.stream(exchange, "application/x-ndjson", two + three);
          }
        });
    TestRun run = user.runs("logs", Replies.JOB, "-f");
    assertEquals(0, run.code(), run.err());
    assertEquals("one\ntwo\n\\u001b[2J\nthree\n", run.out());
  }

  private static String line(String time, String text) {
    return "{\"at\":\"2026-11-21T%sZ\",\"attempt\":1,\"source\":\"stdout\",\"text\":\"%s\"}\n"
        .formatted(time, text);
  }
}
