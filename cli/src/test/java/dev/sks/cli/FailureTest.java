package dev.sks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

  @TempDir private Path folder;
  private final TestServer server = new TestServer();
  private TestRun.User user;

  @BeforeEach
  void signIn() {
    Replies.give(server);
    user = new TestRun.User(folder, server.url());
    user.types("hunter2\n", "login", "--user", "ada", "--password-stdin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"400,5", "403,5", "404,4", "409,5", "422,5", "500,1", "507,1"})
  void exitsByTheStatus(int status, int code) {
    server.on("GET /v1/me", status, "{\"title\":\"No\"}");
    assertEquals(code, user.runs("whoami").code());
  }

  @Test
  void showsTitleDetailFieldsLinesAndAdvice() {
    server.on(
        "GET /v1/me",
        422,
        """
        {"type":"https://sks.dev/problems/input-missing","code":"input-missing","status":422,
         "title":"An input does not exist","detail":"Store it first.",
         "errors":[{"field":"program.mapper","message":"invalid syntax","line":3},
                   {"field":"inputs[0]","message":"is not there"}],"newer":true}""");
    assertEquals(
        """
        error: An input does not exist
          Store it first.
          program.mapper, line 3: invalid syntax
          inputs[0]: is not there
          See what there is with 'sks data ls', or send it with --upload.
        """,
        user.runs("whoami").err());
  }

  @Test
  void lookedUpByABeginningThatFitsNoJob() {
    assertEquals(4, user.runs("status", "nope").code());
    assertEquals(0, user.runs("status", Replies.JOB.substring(0, 5)).code());
  }

  @Test
  void survivesAnAnswerThatIsNoProblem() {
    server.on("GET /v1/me", 418, "<html>");
    TestRun run = user.runs("whoami");
    assertEquals(5, run.code());
    assertTrue(run.err().contains("status 418"), run.err());
  }

  @Test
  void isUnreachableWithoutAServer() {
    server.close();
    TestRun run = user.types("x\n", "login", "--user", "ada", "--password-stdin");
    assertEquals(6, run.code());
    assertTrue(run.err().contains("There is no server at " + server.url()), run.err());
  }

  @Test
  void suggestsTheRightWord() {
    TestRun run = user.runs("job");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("sks jobs"), run.err());
    assertEquals(2, user.runs("mapreduce", "only", "two").code());
  }

  @Test
  void debugShowsTheExchangeWithoutSecrets() {
    server.on(
        "GET /v1/me",
        (request, exchange) -> {
          exchange.getResponseHeaders().set("X-Session-Token", "topsecret");
          TestServer.send(exchange, 200, "{}");
        });
    user.types("hunter2\n", "login", "--user", "ada", "--password-stdin", "--debug");
    TestRun run = user.runs("whoami", "--debug");
    assertTrue(run.err().contains("> GET " + server.url() + "/v1/me"), run.err());
    assertTrue(run.err().contains("< 200"), run.err());
    assertTrue(run.err().toLowerCase().contains("authorization: (not shown)"), run.err());
    for (String secret : new String[] {"access-1", "refresh-1", "topsecret", "hunter2"}) {
      assertFalse(run.err().contains(secret), secret);
    }
  }

  @Test
  void printsNothingThatSteersTheTerminal() {
    server.on("GET /v1/me", 404, "{\"title\":\"\\u001b[2Jgone\",\"detail\":\"\\u009b1m\"}");
    String err = user.runs("whoami").err();
    assertTrue(err.contains("\\u001b[2Jgone"), err);
    assertFalse(err.contains("\u001b") || err.contains("\u009b"), err);
  }
}
