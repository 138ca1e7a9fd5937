package dev.sks.ui.proxy;

import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** A service behind the gateway, at its configured address and nowhere else. */
public final class Upstream {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int POOL = 512;

  private final String name;
  private final URI address;
  private final HttpClient client;

  Upstream(Vertx vertx, String name, URI address) {
    this.name = name;
    this.address = address;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxPoolSize(POOL)
                .setMaxWaitQueueSize(POOL)
                .setKeepAliveTimeout(20)
                .setSsl("https".equals(address.getScheme())));
  }

  /** Opens a request; {@code uri} is an encoded path with its query. */
  public Future<HttpClientRequest> open(HttpMethod method, String uri) {
    return client.request(
        new RequestOptions()
            .setMethod(method)
            .setHost(address.getHost())
            .setPort(port())
            .setURI(uri));
  }

  /** What a client hears when it can't be reached. */
  public Problem unreachable() {
    return ProblemType.UNAVAILABLE.with("The " + name + " can't be reached: try again.");
  }

  private int port() {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }
}
