package dev.sks.manager.tenants;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where the API server answers.
 *
 * @param addresses of its endpoints, behind the service {@code kubernetes}, and of the service
 * @param ports of both
 */
record ApiServer(TreeSet<String> addresses, TreeSet<Integer> ports) {

  /** The port of the service, for networks that look at packets before they are redirected. */
  private static final int SERVICE_PORT = 443;

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]*");

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

  /**
   * With what pods are told, for networks that look at packets before they are redirected.
   *
   * @param host left out if it is a name: a policy can't say it
   */
  ApiServer with(String host, int port) {
    var server = new ApiServer(new TreeSet<>(addresses), new TreeSet<>(ports));
    if (ADDRESS.matcher(host).matches()) {
      server.addresses.add(host);
      server.ports.add(port);
    }
    return server;
  }
}
