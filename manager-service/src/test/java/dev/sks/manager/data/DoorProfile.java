package dev.sks.manager.data;

import dev.sks.embedded.StackResource;
import dev.sks.manager.TestIssuer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The manager with a key of the test's and results of the test's. */
public class DoorProfile implements QuarkusTestProfile {

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(GivenResults.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "sks.data.dir", "target/door-it/data",
        "sks.work.dir", "target/door-it/work",
        "sks.engine.home", "target/door-it/engine");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(TestIssuer.class),
        new TestResourceEntry(StackResource.class, Map.of("kafka", "true", "etcd", "true")));
  }
}
