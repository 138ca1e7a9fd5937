package dev.sks.manager.etcd;

import dev.sks.embedded.tls.Issued;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An etcd that a test started. */
public record GivenEtcd(
    List<String> endpoints,
    Duration deadline,
    Optional<Path> caFile,
    Optional<Path> certFile,
    Optional<Path> keyFile,
    Optional<String> user,
    Optional<String> password)
    implements EtcdConfig {

  public static GivenEtcd plain(String endpoint) {
    return of(endpoint, Duration.ofSeconds(60), Optional.empty(), Optional.empty());
  }

  static GivenEtcd of(String endpoint, Duration deadline, Optional<Path> ca, Optional<Issued> own) {
    return new GivenEtcd(
        List.of(endpoint),
        deadline,
        ca,
        own.map(Issued::certificate),
        own.map(Issued::key),
        Optional.empty(),
        Optional.empty());
  }
}
