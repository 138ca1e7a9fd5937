package dev.sks.auth.identities;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProvidersConfigTest {

  @Test
  void theEnvironmentNamesProviders() {
    var environment =
        Map.of(
            "SKS_PROVIDERS_COMPANY_TYPE", "oidc",
            "SKS_PROVIDERS_COMPANY_ISSUER", "https://id.company.example",
            "SKS_PROVIDERS_COMPANY_CLIENT_ID", "sks",
            "SKS_PROVIDERS_COMPANY_CLIENT_SECRET_FILE", "/run/secrets/company",
            "SKS_PROVIDERS_COMPANY_SCOPES", "openid,profile,groups",
            "SKS_PROVIDERS_GITHUB_TYPE", "github",
            "SKS_PROVIDERS_GITHUB_CLIENT_ID", "Iv1.x");
    var config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withSources(new EnvConfigSource(environment, 300))
            .withMapping(ProvidersConfig.class)
            .build()
            .getConfigMapping(ProvidersConfig.class);
    assertEquals(Set.of("company", "github"), config.providers().keySet());
    var company = config.providers().get("company");
    assertEquals(ProvidersConfig.Type.OIDC, company.type());
    assertEquals(Optional.of(URI.create("https://id.company.example")), company.issuer());
    assertEquals(Optional.of(Path.of("/run/secrets/company")), company.clientSecretFile());
    assertEquals(Optional.of(Set.of("openid", "profile", "groups")), company.scopes());
    var github = config.providers().get("github");
    assertEquals(URI.create("https://api.github.com/user"), github.userEndpoint());
  }
}
