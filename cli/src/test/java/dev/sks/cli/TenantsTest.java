package dev.sks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantsTest {

  private static final String TENANT =
      """
      {"name":"ops","generation":2,"quota":{"cpu":"4","memory":"8Gi","pods":10},"deleted":true,
       "createdAt":"2026-01-01T00:00:00Z","restorableUntil":"2026-01-03T00:00:00Z"}
      """;
  private static final String DELETION = "DELETE /v1/tenants/ops";

  @TempDir private Path folder;
  private final TestServer server = new TestServer();
  private TestRun.User user;

  @BeforeEach
  void signIn() {
    Replies.give(server);
    user = new TestRun.User(folder.resolve("config"), server.url());
    user.types("pw\n", "login", "--user", "ada", "--password-stdin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void onlyWhatWasGivenOfAQuotaIsSent() {
    server.on("PATCH /v1/tenants/ops", 200, TENANT);
    TestRun run = user.runs("admin", "tenant", "quota", "ops", "--cpu", "4");
    assertEquals(0, run.code(), run.err());
    assertEquals(
        "{\"quota\":{\"cpu\":\"4\"}}", server.requests("PATCH /v1/tenants/ops").get(0).body());
    assertTrue(run.out().contains("8Gi"), run.out());
    assertEquals(2, user.runs("admin", "tenant", "quota", "ops").code());
  }

  @Test
  void nothingIsDeletedUnasked() {
    server.on(DELETION, 200, TENANT);
    TestRun asked = user.types("ops\n", "admin", "tenant", "delete", "ops");
    assertEquals(2, asked.code(), asked.err());
    assertTrue(asked.err().contains("--yes"), asked.err());
    assertTrue(server.requests(DELETION).isEmpty());
    TestRun sure = user.runs("admin", "tenant", "delete", "ops", "--yes");
    assertEquals(0, sure.code(), sure.err());
    assertTrue(sure.err().contains("2026-01-03"), sure.err());
  }
}
