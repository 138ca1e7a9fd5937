package dev.sks.auth.identities;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a page shows of the providers there are. */
@ApplicationScoped
public class ProviderButtons {

  private final Providers providers;

  ProviderButtons(Providers providers) {
    this.providers = providers;
  }

  /** {@code id} and {@code label} of each. */
  public List<Map<String, String>> all() {
    return of(providers.all());
  }

  static List<Map<String, String>> of(Collection<Provider> shown) {
    return shown.stream()
        .map(provider -> Map.of("id", provider.id(), "label", provider.label()))
        .toList();
  }

  /** Where the buttons may lead to. */
  public List<URI> addresses() {
    return providers.all().stream().map(Provider::address).toList();
  }
}
