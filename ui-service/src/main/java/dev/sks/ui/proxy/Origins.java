package dev.sks.ui.proxy;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whom requests are from: the peer or, behind proxies, the peer of the first of them. Each proxy
 * writes its own peer to the end of {@code X-Forwarded-For}, so who can be believed is counted from
 * there; what is before it the client may have made up.
 */
@ApplicationScoped
class Origins {

  static final String FORWARDED_FOR = "X-Forwarded-For";

  private final int proxies;

  Origins(
      @ConfigProperty(name = "sks.behind-proxy") boolean behindProxy,
      @ConfigProperty(name = "sks.proxies") int proxies) {
    if (proxies < 1) {
      throw new IllegalStateException("SKS_PROXIES is 1 or more; SKS_BEHIND_PROXY=false is none");
    }
    this.proxies = behindProxy ? proxies : 0;
  }

  /** The address, if the request has one. */
  Optional<String> of(HttpServerRequest request) {
    return forwarded(request.headers().getAll(FORWARDED_FOR))
        .or(() -> Optional.ofNullable(request.remoteAddress()).map(peer -> peer.hostAddress()));
  }

  Optional<String> forwarded(List<String> headers) {
    List<String> addresses =
        headers.stream()
            .flatMap(header -> Stream.of(header.split(",")))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .toList();
    return proxies == 0 || addresses.isEmpty()
        ? Optional.empty()
        : Optional.of(addresses.get(Math.max(0, addresses.size() - proxies)));
  }
}
