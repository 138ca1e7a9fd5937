package dev.sks.auth.stores;

import dev.sks.auth.SecretFiles;
import dev.sks.embedded.StackResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A Kafka that knows its clients by their certificates. */
public class CertificatesProfile implements QuarkusTestProfile {

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(
            StackResource.class,
            Map.of("postgres", "sks_auth", "kafka", "true", "tls", "certificates")),
        new TestResourceEntry(SecretFiles.class));
  }

  @Override
  public boolean disableGlobalTestResources() {
    return true;
  }
}
