package dev.sks.auth.identities;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** An SKS where everybody may sign up, also through an issuer that may be made to lie. */
public class WithIssuer implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("sks.sign-up", "open");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(IssuerStandIn.class));
  }
}
