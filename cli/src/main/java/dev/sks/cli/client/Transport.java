package dev.sks.cli.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

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
      client.sslContext(new NoTls());
    }
    return client.build();
  }
}
