package dev.sks.auth.identities;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Foreign providers as the operator names them, by their ids. */
@StaticInitSafe
@ConfigMapping(prefix = "sks.providers")
public interface ProvidersConfig {

  @WithParentName
  Map<String, Settings> providers();

  /** How a provider speaks. */
  enum Type {
    OIDC,
    GITHUB
  }

  /** One provider. */
  interface Settings {

    Type type();

    /** What people read on the button; by default the id. */
    Optional<String> label();

    /** Needed with OpenID Connect; of GitHub Enterprise its address. */
    Optional<URI> issuer();

    String clientId();

    /** The file that holds the secret; a public client has none. */
    Optional<Path> clientSecretFile();

    /** By default {@code openid profile}; GitHub needs none. */
    Optional<Set<String>> scopes();

    @WithDefault("https://github.com/login/oauth/authorize")
    URI authorizationEndpoint();

    @WithDefault("https://github.com/login/oauth/access_token")
    URI tokenEndpoint();

    @WithDefault("https://api.github.com/user")
    URI userEndpoint();
  }
}
