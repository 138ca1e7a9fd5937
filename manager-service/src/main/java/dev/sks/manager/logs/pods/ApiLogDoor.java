package dev.sks.manager.logs.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The API server's {@code pods/log}. A follow costs a connection and no thread: the client's event
 * loops hand over what came, and read no further until asked.
 */
@ApplicationScoped
class ApiLogDoor implements PodLogDoor, LastLines {

  private final Supplier<KubernetesClient> clients;
  private volatile HttpClient http;

  /**
   * @param clients asked at the first log only: not every manager has a cluster
   */
  @Inject
  ApiLogDoor(Instance<KubernetesClient> clients) {
    this((Supplier<KubernetesClient>) clients::get);
  }

  ApiLogDoor(Supplier<KubernetesClient> clients) {
    this.clients = clients;
  }

  @Override
  public LogConnection open(
      PodContainer container, Optional<Instant> since, LogConnection.Listener listener) {
    HttpRequest request = http().newHttpRequestBuilder().uri(uri(container, since)).build();
    var follow = new ApiFollow(listener);
    follow.begin(http().consumeBytes(request, follow::take));
    return follow;
  }

  @Override
  public Optional<Instant> lastLine(PodContainer container) throws UnreadableLogException {
    try {
      String line =
          clients
              .get()
              .pods()
              .inNamespace(container.namespace())
              .withName(container.pod())
              .inContainer(container.name())
              .usingTimestamps()
              .tailingLines(1)
              .getLog();
      return stamp(line);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw new UnreadableLogException(e.getMessage(), e);
    }
  }

  private static Optional<Instant> stamp(String line) throws UnreadableLogException {
    if (line == null || line.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(line.split(" ", 2)[0]));
    } catch (DateTimeException e) {
      // A word of the kubelet's in place of the log.
      throw new UnreadableLogException(line.strip(), e);
    }
  }

  /** Without time-outs, for a log may be silent for long, and without the client's own retries. */
  private HttpClient http() {
    HttpClient client = http;
    if (client == null) {
      var patient =
          new RequestConfigBuilder().withRequestTimeout(0).withRequestRetryBackoffLimit(0).build();
      client = clients.get().getHttpClient().newBuilder().tag(patient).build();
      http = client;
    }
    return client;
  }

  private URI uri(PodContainer container, Optional<Instant> since) {
    String from = since.map(second -> "&sinceTime=" + second).orElse("");
    return URI.create(clients.get().getMasterUrl().toString())
        .resolve(
            "api/v1/namespaces/%s/pods/%s/log?container=%s&follow=true&timestamps=true%s"
                .formatted(container.namespace(), container.pod(), container.name(), from));
  }
}
