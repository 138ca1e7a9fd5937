package dev.sks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTest {

  private static final String MEMBER = "PUT /v1/tenants/ops/members/ada";
  private static final String SWITCH = "POST /v1/sessions/switch";

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

  private TestRun fine(String... arguments) {
    TestRun run = user.runs(arguments);
    assertEquals(0, run.code(), run.err());
    return run;
  }

  @Test
  void membersAreSetListedAndRemoved() {
    String member = "{\"user\":\"ada\",\"role\":\"viewer\",\"since\":\"2026-01-01T00:00:00Z\"}";
    server
        .on(MEMBER, 201, member)
        .on("GET /v1/tenants/ops/members", 200, "{\"items\":[" + member + "]}")
        .on("DELETE /v1/tenants/ops/members/ada", 204, "");
    assertTrue(fine("admin", "member", "set", "ops", "ada", "viewer").out().contains("viewer"));
    assertEquals("{\"role\":\"viewer\"}", server.requests(MEMBER).get(0).body());
    assertEquals("ada\n", fine("admin", "member", "list", "ops", "-o", "name").out());
    fine("admin", "member", "remove", "ops", "ada");
    assertEquals(1, server.requests("DELETE /v1/tenants/ops/members/ada").size());
  }

  @Test
  void aRoleIsChanged() {
    server.on(
        "PATCH /v1/users/ada", 200, "{\"name\":\"ada\",\"tenant\":\"ops\",\"role\":\"owner\"}");
    assertTrue(fine("admin", "user", "role", "ada", "owner").out().contains("owner"));
    assertEquals("{\"role\":\"owner\"}", server.requests("PATCH /v1/users/ada").get(0).body());
  }

  @Test
  void sessionsAreTheOwnOnesOrAUsers() {
    String sessions =
        """
        {"items":[{"id":"s1","client":"SKS command line","tenant":"ops","current":true,
          "createdAt":"2026-01-01T00:00:00Z","lastUsedAt":"2026-01-02T00:00:00Z"}]}\
        """;
    server
        .on("GET /v1/sessions", 200, sessions)
        .on("GET /v1/users/bob/sessions", 200, sessions)
        .on("DELETE /v1/sessions/s1", 204, "")
        .on("DELETE /v1/users/bob/sessions/s1", 204, "")
        .on("DELETE /v1/users/bob/sessions", 204, "");
    assertTrue(fine("admin", "session", "list").out().contains("SKS command line"));
    assertTrue(fine("admin", "session", "list", "--user", "bob").out().contains("s1"));
    fine("admin", "session", "revoke", "s1");
    fine("admin", "session", "revoke", "s1", "--user", "bob");
    fine("admin", "session", "revoke", "--all", "--user", "bob");
    assertEquals(1, server.requests("DELETE /v1/sessions/s1").size());
    assertEquals(1, server.requests("DELETE /v1/users/bob/sessions/s1").size());
    assertEquals(1, server.requests("DELETE /v1/users/bob/sessions").size());
    assertEquals(2, user.runs("admin", "session", "revoke").code());
    assertEquals(2, user.runs("admin", "session", "revoke", "--all").code());
    assertEquals(2, user.runs("admin", "session", "revoke", "s1", "--all", "--user", "x").code());
  }

  @Test
  void keysOfAUserAreListedAndRevoked() {
    server
        .on("GET /v1/users/bob/api-keys", 200, "{\"items\":[{\"id\":\"k1\",\"name\":\"ci\"}]}")
        .on("DELETE /v1/users/bob/api-keys/k1", 204, "");
    assertTrue(fine("admin", "api-key", "list", "--user", "bob").out().contains("ci"));
    fine("admin", "api-key", "revoke", "k1", "--user", "bob");
    assertEquals(1, server.requests("DELETE /v1/users/bob/api-keys/k1").size());
  }

  @Test
  void aKeyIsMadeWithThePassword() {
    String made = "POST /v1/api-keys";
    server.on(made, 201, "{\"id\":\"k1\",\"name\":\"ci\",\"secret\":\"s3cret\"}");
    TestRun run = user.types("pw\n", "admin", "api-key", "create", "ci", "--password-stdin");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("s3cret"));
    assertEquals("{\"name\":\"ci\",\"password\":\"pw\"}", server.requests(made).get(0).body());
    run = user.types("", "admin", "api-key", "create", "ci");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("--password-stdin"), run.err());
    assertEquals(1, server.requests(made).size());
  }

  @Test
  void identitiesAreListedLinkedAndUnlinked() {
    String identity = "{\"id\":\"i1\",\"provider\":\"github\",\"name\":\"ada-l\"}";
    server
        .on("GET /v1/me/identities", 200, "{\"items\":[" + identity + "]}")
        .on("GET /v1/users/bob/identities", 200, "{\"items\":[" + identity + "]}")
        .on("POST /v1/me/identities/github", 201, "{\"url\":\"http://sks/link\"}")
        .on("DELETE /v1/users/bob/identities/i1", 204, "");
    assertTrue(fine("admin", "identity", "list").out().contains("ada-l"));
    assertTrue(fine("admin", "identity", "list", "--user", "bob").out().contains("ada-l"));
    assertTrue(fine("admin", "identity", "link", "github").out().contains("http://sks/link"));
    fine("admin", "identity", "unlink", "i1", "--user", "bob");
    assertEquals(1, server.requests("DELETE /v1/users/bob/identities/i1").size());
  }

  @Test
  void signingKeysAreListedAndRotated() {
    String keys = "{\"items\":[{\"kid\":\"k7\",\"signing\":true}]}";
    server.on("GET /v1/keys", 200, keys).on("POST /v1/keys/rotate", 200, keys);
    assertTrue(fine("admin", "signing-key", "list").out().contains("k7"));
    assertTrue(fine("admin", "signing-key", "rotate").out().contains("k7"));
  }

  @Test
  void anInvitationShowsItsCodeOnce() {
    String invitation =
        "{\"id\":\"i1\",\"code\":\"c0de\",\"tenant\":\"ops\",\"role\":\"viewer\","
            + "\"expiresAt\":\"2026-01-03T00:00:00Z\"}";
    server
        .on("POST /v1/invitations", 201, invitation)
        .on("GET /v1/invitations", 200, "{\"items\":[" + invitation + "]}")
        .on("DELETE /v1/invitations/i1", 204, "");
    TestRun made = fine("admin", "invite", "create", "--tenant", "ops", "--role", "viewer");
    assertTrue(made.out().contains("c0de"), made.out());
    assertEquals(
        "{\"tenant\":\"ops\",\"role\":\"viewer\"}",
        server.requests("POST /v1/invitations").get(0).body());
    fine("admin", "invite", "create");
    assertEquals("{}", server.requests("POST /v1/invitations").get(1).body());
    assertFalse(fine("admin", "invite", "list").out().contains("c0de"));
    fine("admin", "invite", "revoke", "i1");
    assertEquals(1, server.requests("DELETE /v1/invitations/i1").size());
  }

  @Test
  void theAuditSaysWhoChangedWhatFromWhere() {
    server.on(
        "GET /v1/audit",
        200,
        """
        {"items":[{"id":"f1","at":"2026-01-01T00:00:00Z","action":"member.role",
          "actor":{"name":"grace"},"target":{"kind":"member","name":"ada"},"tenant":"ops",
          "before":{"role":"viewer"},"after":{"role":"member"},
          "origin":{"address":"10.0.0.7"}}]}\
        """);
    TestRun run = fine("admin", "audit", "--actor", "grace", "--since", "2h", "--limit", "5");
    for (String word : new String[] {"grace", "role: viewer -> member", "10.0.0.7"}) {
      assertTrue(run.out().contains(word), run.out());
    }
    String path = server.requests("GET /v1/audit").get(0).path();
    assertTrue(path.matches(".*actor=grace&since=20[0-9-]+T.*Z&limit=5"), path);
    assertTrue(fine("admin", "audit", "-o", "json").out().contains("\"before\""));
    assertEquals(2, user.runs("admin", "audit", "--since", "yesterday").code());
  }

  @Test
  void switchingKeepsTheNewTokensForTheirOwnerOnly() throws IOException {
    server
        .on(
            "GET /v1/me/tenants",
            200,
            "{\"items\":[{\"tenant\":\"ops\",\"role\":\"owner\",\"home\":true}]}")
        .on(SWITCH, 200, Replies.TOKENS.replace("-1", "-9").replace("default", "ops"));
    assertTrue(fine("tenants").out().contains("owner"));
    assertTrue(fine("switch", "ops").err().contains("ops"));
    assertEquals(
        "{\"refreshToken\":\"refresh-1\",\"tenant\":\"ops\"}",
        server.requests(SWITCH).get(0).body());
    Path file = folder.resolve("config/credentials.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.readString(file).contains("refresh-9"));
    fine("whoami");
    assertEquals("Bearer access-9", server.requests("GET /v1/me").get(0).header("Authorization"));
  }

  @Test
  void aRefusedSwitchChangesNothing() throws IOException {
    server.on(SWITCH, 403, "{\"title\":\"The role does not allow this\",\"code\":\"forbidden\"}");
    assertEquals(5, user.runs("switch", "ops").code());
    assertTrue(Files.readString(folder.resolve("config/credentials.json")).contains("refresh-1"));
    var nobody = new TestRun.User(folder.resolve("nobody"), server.url());
    assertEquals(3, nobody.runs("switch", "ops").code());
  }
}
