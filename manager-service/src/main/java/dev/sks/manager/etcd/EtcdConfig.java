package dev.sks.manager.etcd;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where etcd is, and how to be let in. */
@ConfigMapping(prefix = "sks.etcd")
public interface EtcdConfig {

  /** All {@code http://}, or all {@code https://}. */
  List<String> endpoints();

  /** Of every call. */
  Duration deadline();

  /** Who vouches for the servers, in PEM; by default those whom the JVM trusts. */
  Optional<Path> caFile();

  /** Our certificate, in PEM, with the chain behind it. */
  Optional<Path> certFile();

  /** The certificate's key: PKCS #8 in PEM. */
  Optional<Path> keyFile();

  Optional<String> user();

  Optional<String> password();
}
