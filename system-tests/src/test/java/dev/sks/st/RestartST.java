package dev.sks.st;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product is killed and started again on its data. */
class RestartST {

  private final Corpus corpus = Corpus.ofLines(500);

  private StandaloneStack stack = StandaloneStack.start();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    stack.stop();
  }

  @Test
  void aJobUnderWayIsTriedAgainAndWhatWasThereIsThere() throws IOException {
    var tenant = Tenant.create(stack, "restart");
    tenant.put("corpus.txt", corpus.bytes());
    String done = tenant.submit(Tenant.python(Programs.MAPPER, Programs.REDUCER, "corpus.txt"));
    assertEquals("Succeeded", tenant.awaitEnd(done).getString("status.state"));
    Path gate = folder.resolve("gate");
    var spec = Tenant.python(Programs.gatedMapper(gate), Programs.REDUCER, "corpus.txt");
    spec.put("policy", Map.of("startTimeout", "PT10M"));
    String underway = tenant.submit(spec);
    tenant.awaitState(underway, "Running");

    stack.killLauncher();
    Files.createFile(gate);
    stack = stack.startAgain();

    assertEquals(corpus.counts(), tenant.results(done));
    var job = tenant.awaitEnd(underway);
    assertEquals("Succeeded", job.getString("status.state"), job.prettify());
    assertEquals(2, job.getInt("status.attempt"), "the first attempt ended with the launcher");
    assertEquals(corpus.counts(), tenant.results(underway));
  }
}
