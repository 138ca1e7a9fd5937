package dev.sks.auth.identities;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** An SKS where everybody may sign up, also through Keycloak and GitHub. */
public class WithProviders implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("sks.sign-up", "open");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(Keycloak.class, Map.of(), true),
        new TestResourceEntry(GitHubStandIn.class));
  }
}
