package dev.sks.cli.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes the HTTP client. */
final class Transport {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private Transport() {}

  static HttpClient to(URI server) {
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirect must not carry the token elsewhere.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    if (!"https".equals(server.getScheme())) {
      client.sslContext(trustingNobody());
    }
    return client.build();
  }

  /** Spares a plain connection the reading of the system's certificates, a third of its start. */
  private static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has TLS", e);
    }
  }
}
