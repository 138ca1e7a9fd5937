package dev.sks.auth.identities;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.sks.contract.Names;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The providers there are. A wrong setting keeps the service from starting, and is named. */
@Startup
@ApplicationScoped
class Providers {

  private static final String GITHUB = "https://github.com";

  private final Map<String, Provider> byId = new TreeMap<>();

  Providers(
      ProvidersConfig config,
      ProviderHttp http,
      @ConfigProperty(name = "sks.public-url") String publicUrl) {
    config
        .providers()
        .forEach((id, settings) -> byId.put(id, provider(id, settings, publicUrl, http)));
  }

  Optional<Provider> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Collection<Provider> all() {
    return byId.values();
  }

  private static Provider provider(
      String id, ProvidersConfig.Settings settings, String publicUrl, ProviderHttp http) {
    require(
        Names.isLabel(id), "sks.providers." + id, "has no name for an id: one " + Names.LABEL_RULE);
    settings
        .clientSecretFile()
        .ifPresent(
            file ->
                require(isText(file), setting(id, "client-secret-file"), "is no readable file"));
    var registration =
        new Registration(
            id,
            settings.label().orElse(id),
            new ClientID(settings.clientId()),
            settings.clientSecretFile(),
            URI.create(publicUrl + "/oauth2/federation/" + id + "/callback"),
            settings.scopes().map(words -> new Scope(words.toArray(String[]::new))));
    return switch (settings.type()) {
      case OIDC -> {
        var issuer = settings.issuer().orElse(URI.create(""));
        requireSafe(issuer, id, "issuer");
        yield new OidcProvider(registration, new Issuer(issuer), http);
      }
      case GITHUB -> {
        requireSafe(settings.authorizationEndpoint(), id, "authorization-endpoint");
        requireSafe(settings.tokenEndpoint(), id, "token-endpoint");
        requireSafe(settings.userEndpoint(), id, "user-endpoint");
        yield new GitHubProvider(
            registration,
            new GitHubProvider.Endpoints(
                settings.issuer().map(URI::toString).orElse(GITHUB),
                settings.authorizationEndpoint(),
                settings.tokenEndpoint(),
                settings.userEndpoint()),
            http);
      }
    };
  }

  private static boolean isText(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file);
  }

  private static void requireSafe(URI address, String id, String setting) {
    require(Addresses.isSafe(address), setting(id, setting), "must be an https address");
  }

  private static String setting(String id, String name) {
    return "sks.providers.%s.%s".formatted(id, name);
  }

  private static void require(boolean right, String setting, String message) {
    if (!right) {
      throw new IllegalStateException(setting + " " + message);
    }
  }
}
