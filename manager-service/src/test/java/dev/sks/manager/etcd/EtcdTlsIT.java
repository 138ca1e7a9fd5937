package dev.sks.manager.etcd;

import static dev.sks.manager.etcd.Etcd.bytes;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.embedded.EmbeddedStack;
import dev.sks.embedded.tls.Authority;
import dev.sks.embedded.tls.Issued;
import dev.sks.embedded.tls.StoreTls;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.PutOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An etcd that speaks TLS only and asks its clients for a certificate. */
class EtcdTlsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BRIEF = Duration.ofSeconds(10);

  @TempDir static Path directory;
  private static EmbeddedStack stack;
  private static StoreTls tls;

  @BeforeAll
  static void start() {
    stack = EmbeddedStack.in(directory.resolve("stack")).withEtcd().withTls().start();
    tls = stack.tls();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static GivenEtcd given(Path ca, Optional<Issued> own, Duration deadline) {
    return GivenEtcd.of(stack.etcd().endpoint(), deadline, Optional.of(ca), own);
  }

  /** By an etcd that answers others within the same time. */
  private static void refused(Path ca, Optional<Issued> own) {
    var welcome = new Etcd(given(tls.ca(), Optional.of(tls.client()), BRIEF));
    try {
      await()
          .atMost(PATIENCE)
          .ignoreException(EtcdUnavailableException.class)
          .untilAsserted(() -> welcome.get("/key"));
    } finally {
      welcome.close();
    }
    var etcd = new Etcd(given(ca, own, BRIEF));
    try {
      assertThrows(EtcdUnavailableException.class, () -> etcd.get("/key"));
    } finally {
      etcd.close();
    }
  }

  @Test
  void worksWithOurCertificateAndTheirs() {
    var etcd = new Etcd(given(tls.ca(), Optional.of(tls.client()), PATIENCE));
    try {
      etcd.commit(
          List.of(), List.of(Op.put(bytes("/key"), bytes("value"), PutOption.DEFAULT)), List.of());
      assertEquals(bytes("value"), etcd.get("/key").orElseThrow().getValue());
      etcd.reconnect();
      assertEquals(bytes("value"), etcd.get("/key").orElseThrow().getValue());
    } finally {
      etcd.close();
    }
  }

  @Test
  void aServerOfAnotherAuthorityIsNotSpokenTo() {
    Path another = Authority.in(directory.resolve("another")).certificate();
    refused(another, Optional.of(tls.client()));
  }

  @Test
  void nobodyIsLetInWithoutACertificateOfTheirs() {
    refused(tls.ca(), Optional.empty());
    Issued stranger = Authority.in(directory.resolve("strangers")).issue("stranger");
    refused(tls.ca(), Optional.of(stranger));
  }

  @Test
  void certificatesWithoutTlsAreAMistake() {
    var plain =
        GivenEtcd.of(
            "http://127.0.0.1:2379",
            Duration.ofSeconds(5),
            Optional.of(tls.ca()),
            Optional.of(tls.client()));
    String message = assertThrows(IllegalStateException.class, () -> new Etcd(plain)).getMessage();
    assertTrue(message.contains("https://"), message);
  }
}
