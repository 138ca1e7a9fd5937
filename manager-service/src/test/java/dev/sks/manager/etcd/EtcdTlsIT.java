package dev.sks.manager.etcd;

import static dev.sks.manager.etcd.Etcd.bytes;
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

  private static GivenEtcd given(Path ca, Optional<Issued> own) {
    return GivenEtcd.of(stack.etcd().endpoint(), Duration.ofSeconds(5), Optional.of(ca), own);
  }

  private static void refused(GivenEtcd config) {
    var etcd = new Etcd(config);
    try {
      assertThrows(EtcdUnavailableException.class, () -> etcd.get("/key"));
    } finally {
      etcd.close();
    }
  }

  @Test
  void worksWithOurCertificateAndTheirs() {
    var etcd = new Etcd(given(tls.ca(), Optional.of(tls.client())));
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
    refused(given(another, Optional.of(tls.client())));
  }

  @Test
  void nobodyIsLetInWithoutACertificateOfTheirs() {
    refused(given(tls.ca(), Optional.empty()));
    Issued stranger = Authority.in(directory.resolve("strangers")).issue("stranger");
    refused(given(tls.ca(), Optional.of(stranger)));
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
