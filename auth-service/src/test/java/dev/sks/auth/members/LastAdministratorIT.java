package dev.sks.auth.members;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.signIn;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two administrators, the only ones, who take each other away at the same moment. */
@QuarkusTest
class LastAdministratorIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What one does to the other; says how it was answered. */
  private interface Removal {
    int of(String token, String user);
  }

  @Inject DataSource database;

  private String first;
  private String second;

  @BeforeEach
  void leaveTwo() throws SQLException {
    admin();
    first = newUser(Map.of("role", "admin"));
    second = newUser(Map.of("role", "admin"));
    execute(
        "create table put_aside as select u.id from users u join memberships m on m.user_id = u.id"
            + " where m.role = 'admin' and not u.disabled and u.name not in ('%s', '%s')"
                .formatted(first, second));
    execute("update users set disabled = true where id in (select id from put_aside)");
  }

  @AfterEach
  void bringTheOthersBack() throws SQLException {
    execute("update users set disabled = false where id in (select id from put_aside)");
    execute("drop table put_aside");
  }

  static Stream<Removal> removals() {
    return Stream.of(
        (token, user) ->
            as(token).body(Map.of("disabled", true)).patch("/v1/users/" + user).statusCode(),
        (token, user) ->
            as(token).body(Map.of("role", "owner")).patch("/v1/users/" + user).statusCode(),
        (token, user) -> as(token).delete("/v1/users/" + user).statusCode(),
        (token, user) ->
            as(token).delete("/v1/tenants/%s/members/%s".formatted(user, user)).statusCode());
  }

  @ParameterizedTest
  @MethodSource("removals")
  void oneOfThemRemains(Removal removal) throws Exception {
    String firsts = tokenOf(first);
    String seconds = tokenOf(second);
    CompletableFuture<Integer> one;
    CompletableFuture<Integer> other;
    try (var holder = database.getConnection()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("lock table audit_events in share row exclusive mode");
      one = CompletableFuture.supplyAsync(() -> removal.of(firsts, second));
      other = CompletableFuture.supplyAsync(() -> removal.of(seconds, first));
      await().atMost(PATIENCE).until(() -> waiting() == 2);
      holder.rollback();
    }
    var answers =
        Stream.of(answered(one), answered(other)).map(status -> status < 300).sorted().toList();
    assertEquals(List.of(false, true), answers);
    assertEquals(409, Math.max(answered(one), answered(other)));
  }

  private static int answered(CompletableFuture<Integer> answer) throws Exception {
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String tokenOf(String user) {
    return signIn(user, PASSWORD).statusCode(200).extract().path("accessToken");
  }

  private long waiting() throws SQLException {
    try (var connection = database.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database()")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
