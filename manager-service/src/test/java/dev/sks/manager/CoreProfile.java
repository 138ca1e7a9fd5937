package dev.sks.manager;

import dev.sks.embedded.StackResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The manager with real stores and a scripted environment. */
public class CoreProfile implements QuarkusTestProfile {

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(ScriptedLauncher.class, OpenAdmission.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "sks.data.dir", "target/core-it/data",
        "sks.work.dir", "target/core-it/work",
        "sks.engine.home", "target/core-it/engine",
        "sks.manager.max-running-jobs", "50");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(StackResource.class, Map.of("kafka", "true", "etcd", "true")));
  }
}
