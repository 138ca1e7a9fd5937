package dev.sks.manager.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says to etcd's client library what the configuration says; never less than that. */
final class EtcdClients {

  private static final int MESSAGE_BYTES = 16 * 1024 * 1024;

  private EtcdClients() {}

  /**
   * A builder for clients of this etcd.
   *
   * @throws IllegalStateException if the configuration contradicts itself
   */
  static ClientBuilder of(EtcdConfig config) {
    var builder =
        Client.builder()
            .endpoints(config.endpoints().toArray(String[]::new))
            .connectTimeout(config.deadline())
            .retryMaxDuration(config.deadline())
            .maxInboundMessageSize(MESSAGE_BYTES);
    tls(config).ifPresent(builder::sslContext);
    if (config.user().isPresent()) {
      require(config.password().isPresent(), "SKS_ETCD_USER needs SKS_ETCD_PASSWORD");
      builder.user(Etcd.bytes(config.user().get())).password(Etcd.bytes(config.password().get()));
    }
    return builder;
  }

  private static Optional<SslContext> tls(EtcdConfig config) {
    long secure = config.endpoints().stream().filter(at -> at.startsWith("https://")).count();
    require(
        secure == 0 || secure == config.endpoints().size(),
        "the endpoints in SKS_ETCD are all https:// or all http://");
    if (secure == 0) {
      require(
          config.caFile().isEmpty() && config.certFile().isEmpty() && config.user().isEmpty(),
          "certificates and credentials of etcd are of no use without TLS: say https:// in"
              + " SKS_ETCD");
      return Optional.empty();
    }
    require(
        config.certFile().isPresent() == config.keyFile().isPresent(),
        "SKS_ETCD_CERT_FILE and SKS_ETCD_KEY_FILE go together");
    try {
      var context = GrpcSslContexts.forClient();
      config.caFile().ifPresent(file -> context.trustManager(file.toFile()));
      config
          .certFile()
          .ifPresent(
              file -> context.keyManager(file.toFile(), config.keyFile().orElseThrow().toFile()));
      return Optional.of(context.build());
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalStateException("the files of SKS_ETCD_…_FILE can't be used", e);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
