package dev.sks.manager.etcd;

import static dev.sks.manager.etcd.Etcd.bytes;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.embedded.EmbeddedStack;
import io.etcd.jetcd.auth.Permission;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.OptionsUtil;
import io.etcd.jetcd.options.PutOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An etcd whose user may read and write below {@code /sks/}, as docs/security.md says. */
class EtcdUserIT {

  private static final String USER = "sks";
  private static final String PASSWORD = "the-managers";

  @TempDir static Path directory;
  private static EmbeddedStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = EmbeddedStack.in(directory.resolve("stack")).withEtcd().withTls().start();
    try (var client = EtcdClients.of(given(Optional.empty(), Optional.empty())).build()) {
      var auth = client.getAuthClient();
      auth.userAdd(bytes("root"), bytes("of-all")).get(60, TimeUnit.SECONDS);
      auth.userGrantRole(bytes("root"), bytes("root")).get(60, TimeUnit.SECONDS);
      auth.userAdd(bytes(USER), bytes(PASSWORD)).get(60, TimeUnit.SECONDS);
      auth.roleAdd(bytes("manager")).get(60, TimeUnit.SECONDS);
      auth.roleGrantPermission(
              bytes("manager"),
              bytes("/sks/"),
              OptionsUtil.prefixEndOf(bytes("/sks/")),
              Permission.Type.READWRITE)
          .get(60, TimeUnit.SECONDS);
      auth.userGrantRole(bytes(USER), bytes("manager")).get(60, TimeUnit.SECONDS);
      auth.authEnable().get(60, TimeUnit.SECONDS);
    }
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static EtcdConfig given(Optional<String> user, Optional<String> password) {
    var tls = stack.tls();
    return new GivenEtcd(
        List.of(stack.etcd().endpoint()),
        Duration.ofSeconds(60),
        Optional.of(tls.ca()),
        Optional.of(tls.client().certificate()),
        Optional.of(tls.client().key()),
        user,
        password);
  }

  private static Etcd as(String password) {
    return new Etcd(given(Optional.of(USER), Optional.of(password)));
  }

  private static void put(Etcd etcd, String key, String value) {
    etcd.commit(List.of(), List.of(Op.put(bytes(key), bytes(value), PutOption.DEFAULT)), List.of());
  }

  private static String refusal(Runnable call) {
    return assertThrows(EtcdUnavailableException.class, call::run).getMessage();
  }

  @Test
  void worksBelowItsPrefixAndNowhereElse() {
    var etcd = as(PASSWORD);
    try {
      put(etcd, Keys.owner(1), "value");
      assertEquals(1, etcd.list(Keys.OWNERS, true).entries().size());
      long lease = etcd.grantLease(Duration.ofMinutes(10));
      assertTrue(etcd.renewLease(lease));
      assertTrue(refusal(() -> put(etcd, "/elsewhere", "value")).contains("permission denied"));
      assertTrue(refusal(() -> etcd.get("/elsewhere")).contains("permission denied"));
      assertTrue(refusal(() -> etcd.list("/", true)).contains("permission denied"));
    } finally {
      etcd.close();
    }
  }

  @Test
  void aWrongPasswordIsTold() {
    var etcd = as("wrong");
    try {
      String message = refusal(() -> etcd.get("/sks/key"));
      assertTrue(message.contains("SKS_ETCD_USER"), message);
    } finally {
      etcd.close();
    }
  }

  /** A restarted etcd knows none of the tokens it gave. */
  @Test
  void goesOnWhenItsTokenIsNoLongerGood() {
    var etcd = as(PASSWORD);
    try {
      put(etcd, "/sks/before", "value");
      stack.component("etcd").restart();
      await()
          .atMost(Duration.ofMinutes(3))
          .ignoreException(EtcdUnavailableException.class)
          .until(() -> etcd.get("/sks/before").isPresent());
      put(etcd, "/sks/after", "value");
      assertEquals(bytes("value"), etcd.get("/sks/after").orElseThrow().getValue());
    } finally {
      etcd.close();
    }
  }
}
