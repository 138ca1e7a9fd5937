package dev.sks.auth.lockout;

import io.netty.util.NetUtil;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a request comes from, as the gateway saw it. */
@ApplicationScoped
public class ClientAddress {

  /** A household or a company has a whole network of this size. */
  private static final int NETWORK_BYTES = 8;

  private final RoutingContext request;

  ClientAddress(RoutingContext request) {
    this.request = request;
  }

  /** The IPv4 address, or the IPv6 network, of the current request. */
  public String current() {
    var remote = request.request().remoteAddress();
    String address = remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes == null
        ? "unknown"
        : HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
  }
}
