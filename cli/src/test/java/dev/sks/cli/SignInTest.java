package dev.sks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

  private static final String SESSIONS = "POST /v1/sessions";
  private static final String REFRESH = "POST /v1/sessions/refresh";

  @TempDir private Path folder;
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestRun.User user() {
    return new TestRun.User(folder.resolve("config"), server.url());
  }

  private Path file() {
    return folder.resolve("config/credentials.json");
  }

  private TestRun login() {
    return user().types("old\n", "login", "--user", "ada", "--password-stdin");
  }

  @Test
  void keepsTheSessionForItsOwnerOnly() throws IOException {
    Replies.give(server);
    TestRun run = login();
    assertEquals(0, run.code(), run.err());
    assertEquals("rw-------", permissions(file()));
    assertEquals("rwx------", permissions(file().getParent()));
    assertTrue(Files.readString(file()).contains("refresh-1"));
    user().runs("whoami");
    assertEquals("Bearer access-1", server.requests("GET /v1/me").get(0).header("Authorization"));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void endsTheSessionThatALoginReplaces() {
    Replies.give(server);
    login();
    assertEquals(0, server.requests("POST /v1/sessions/sign-out").size());
    login();
    var ended = server.requests("POST /v1/sessions/sign-out");
    assertEquals(1, ended.size());
    assertTrue(ended.get(0).body().contains("refresh-1"));
  }

  @Test
  void usesNoCredentialsThatOthersMayRead() throws IOException {
    Replies.give(server);
    login();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    TestRun run = user().runs("whoami");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("chmod 600"), run.err());
    assertEquals(0, server.requests("GET /v1/me").size());
  }

  @Test
  void replacesAOneTimeSecretByTheSecondLine() {
    server.on(
        SESSIONS,
        (request, exchange) -> {
          boolean changes = request.body().contains("\"newPassword\":\"new\"");
          TestServer.send(
              exchange,
              changes ? 200 : 403,
              changes
                  ? Replies.TOKENS
                  : "{\"title\":\"A new password must be chosen\",\"status\":403,"
                      + "\"code\":\"password-change-required\",\"detail\":\"Choose one.\"}");
        });
    TestRun without = login();
    assertEquals(5, without.code());
    assertTrue(without.err().contains("A new password must be chosen"), without.err());
    TestRun with = user().types("old\nnew\n", "login", "--user", "ada", "--password-stdin");
    assertEquals(0, with.code(), with.err());
    assertEquals(3, server.requests(SESSIONS).size());
  }

  @Test
  void refreshesOnceForAllWhoRunAtTheSameTime() throws Exception {
    Replies.give(server);
    server
        .on(SESSIONS, 200, Replies.TOKENS.replace("\"expiresIn\":300", "\"expiresIn\":5"))
        .on("GET /v1/data", 200, "{\"items\":[]}");
    assertEquals(0, login().code());
    var pool = Executors.newFixedThreadPool(8);
    Callable<Integer> ls = () -> user().runs("data", "ls").code();
    ChildRun other = ChildRun.of(user(), folder.resolve("one"), "data", "ls");
    ChildRun another = ChildRun.of(user(), folder.resolve("two"), "data", "ls");
    for (var run : pool.invokeAll(IntStream.range(0, 8).mapToObj(i -> ls).toList())) {
      assertEquals(0, run.get());
    }
    pool.shutdown();
    assertEquals(0, other.end().code());
    assertEquals(0, another.end().code());
    assertEquals(1, server.requests(REFRESH).size());
    assertTrue(server.requests(REFRESH).get(0).body().contains("refresh-1"));
    server
        .requests("GET /v1/data")
        .forEach(r -> assertEquals("Bearer access-2", r.header("Authorization")));
    assertTrue(Files.readString(file()).contains("refresh-2"));
  }

  @Test
  void renewsATokenTheServerRefuses() {
    Replies.give(server);
    server.on(
        "GET /v1/data",
        (request, exchange) -> {
          boolean good = request.header("Authorization").equals("Bearer access-2");
          TestServer.send(exchange, good ? 200 : 401, "{\"items\":[]}");
        });
    login();
    assertEquals(0, user().runs("data", "ls").code());
    assertEquals(1, server.requests(REFRESH).size());
  }

  @Test
  void saysSoWhenTheSessionIsOver() throws IOException {
    Replies.give(server);
    server
        .on("GET /v1/me", 401, "{\"title\":\"no\",\"code\":\"unauthenticated\"}")
        .on(REFRESH, 401, "{\"title\":\"no\",\"code\":\"invalid-credentials\"}");
    login();
    TestRun run = user().runs("whoami");
    assertEquals(3, run.code());
    assertTrue(run.err().contains("sks login"), run.err());
    assertFalse(Files.readString(file()).contains("refresh-1"));
  }

  @Test
  void sendsNoPasswordInTheOpenToAnotherMachine() {
    var far = new TestRun.User(folder.resolve("config"), "http://sks.example.com");
    TestRun run = far.types("old\n", "login", "--user", "ada", "--password-stdin");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("--insecure"), run.err());
  }

  @Test
  void givesATokenToNoOtherServer() {
    Replies.give(server);
    login();
    try (var other = new TestServer()) {
      Replies.give(other);
      assertEquals(3, user().runs("whoami", "--server", other.url()).code());
      assertTrue(other.requests("GET /v1/me").isEmpty());
    }
  }

  @Test
  void signsInWithAnApiKeyAndTakesNewTokensWithIt() {
    Replies.give(server);
    String tokens = "{\"access_token\":\"access-k\",\"token_type\":\"Bearer\",\"expires_in\":5}";
    server.on("POST /oauth2/token", 200, tokens);
    assertEquals(0, user().types("s3cret\n", "login", "--api-key", "k1").code());
    assertEquals(0, user().runs("whoami").code());
    var requests = server.requests("POST /oauth2/token");
    assertEquals(2, requests.size());
    String basic = requests.get(1).header("Authorization").substring("Basic ".length());
    assertEquals("k1:s3cret", new String(Base64.getDecoder().decode(basic)));
  }

  @Test
  void signsInWithABrowserAndShowsLinkAndCode() throws IOException {
    Replies.give(server);
    server.on(
        "POST /oauth2/device_authorization",
        200,
        "{\"device_code\":\"d\",\"user_code\":\"BCDF-GHJK\",\"expires_in\":60,\"interval\":0,"
            + "\"verification_uri_complete\":\"http://sks/device?user_code=BCDF-GHJK\"}");
    var polls = new AtomicInteger();
    server.on(
        "POST /oauth2/token",
        (request, exchange) -> {
          boolean first = polls.getAndIncrement() == 0;
          TestServer.send(
              exchange,
              first ? 400 : 200,
              first
                  ? "{\"error\":\"authorization_pending\"}"
                  : "{\"access_token\":\"access-d\",\"refresh_token\":\"refresh-d\",\"expires_in\":600}");
        });
    TestRun run = user().runs("login");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("http://sks/device?user_code=BCDF-GHJK"), run.err());
    assertEquals(2, polls.get());
    assertTrue(Files.readString(file()).contains("refresh-d"));
  }

  @Test
  void forgetsTheSessionEvenIfTheServerIsAway() throws IOException {
    Replies.give(server);
    login();
    server.close();
    TestRun run = user().runs("logout");
    assertEquals(0, run.code());
    assertFalse(Files.readString(file()).contains("access-1"));
  }
}
