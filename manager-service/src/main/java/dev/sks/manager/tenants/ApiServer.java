package dev.sks.manager.tenants;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Where the API server answers.
 *
 * @param addresses of its endpoints, behind the service {@code kubernetes}
 * @param ports of its endpoints
 */
record ApiServer(TreeSet<String> addresses, TreeSet<Integer> ports) {

  /** The port of the service, for networks that look at packets before they are redirected. */
  private static final int SERVICE_PORT = 443;

  static ApiServer of(Collection<EndpointSlice> slices) {
    var server = new ApiServer(new TreeSet<>(), new TreeSet<>());
    for (EndpointSlice slice : slices) {
      slice.getEndpoints().forEach(endpoint -> server.addresses.addAll(endpoint.getAddresses()));
      slice.getPorts().stream()
          .map(port -> port.getPort())
          .filter(Objects::nonNull)
          .forEach(server.ports::add);
    }
    if (!server.addresses.isEmpty()) {
      server.ports.add(SERVICE_PORT);
    }
    return server;
  }
}
