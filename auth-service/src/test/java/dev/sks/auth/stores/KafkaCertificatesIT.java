package dev.sks.auth.stores;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sks.base.revocation.EndedSessions;
import dev.sks.base.stores.Brokers;
import dev.sks.embedded.tls.Authority;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service with a Kafka that asks its clients for a certificate. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class KafkaCertificatesIT {

  @TempDir static Path folder;

  @Inject Brokers brokers;
  @Inject EndedSessions ended;

  private void listTopics(Map<String, Object> config) throws Exception {
    try (var admin = Admin.create(config)) {
      admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }
  }

  private void refused(Map<String, Object> config) {
    var failure = assertThrows(ExecutionException.class, () -> listTopics(config));
    assertInstanceOf(SslAuthenticationException.class, failure.getCause());
  }

  @Test
  void whatHappensGoesThroughKafka() throws Exception {
    listTopics(brokers.with(Map.of()));
    int before = ended.count();
    String token =
        signIn(newUser(Map.of()), PASSWORD).statusCode(200).extract().path("refreshToken");
    post("/v1/sessions/sign-out", Map.of("refreshToken", token)).statusCode(204);
    await().atMost(Duration.ofSeconds(30)).until(() -> ended.count() > before);
  }

  @Test
  void nobodyIsLetInWithoutACertificateOfTheirs() {
    var without = brokers.with(Map.of());
    without.keySet().removeIf(name -> name.startsWith("ssl.keystore"));
    refused(without);
    Path stranger = Authority.in(folder.resolve("strangers")).issue("services").both();
    refused(brokers.with(Map.of("ssl.keystore.location", stranger.toString())));
  }
}
