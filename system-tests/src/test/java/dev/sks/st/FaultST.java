package dev.sks.st;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each process is killed in the middle of a job; the job ends once, with the right result. */
class FaultST {

  private static final Corpus CORPUS = Corpus.ofLines(2_000);

  private static StandaloneStack stack;
  private static Tenant tenant;

  @TempDir Path folder;

  @BeforeAll
  static void prepare() {
    stack = StandaloneStack.shared();
    tenant = Tenant.create(stack, "faults");
    tenant.put("corpus.txt", CORPUS.bytes());
  }

  @AfterEach
  void leaveTheStackServing() {
    tenant.awaitServing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manager-service",
        "ui-service",
        "auth-service",
        "log-service",
        "etcd",
        "kafka",
        "postgres"
      })
  void aJobSurvivesTheDeathOf(String process) throws IOException {
    Path gate = folder.resolve("gate");
    var spec = Tenant.python(Programs.gatedMapper(gate), Programs.REDUCER, "corpus.txt");
    spec.put("policy", Map.of("startTimeout", "PT10M"));
    String id = tenant.submit(spec);
    tenant.awaitState(id, "Running");
    stack.killAndAwaitRestart(process);
    Files.createFile(gate);
    var job = tenant.awaitEnd(id);
    assertEquals("Succeeded", job.getString("status.state"), job.prettify());
    assertEquals(1, job.getInt("status.attempt"), "the attempt that ran goes on");
    assertEquals(
        1,
        job.getList("status.history.state").stream().filter("Succeeded"::equals).count(),
        job.prettify());
    assertEquals(CORPUS.counts(), tenant.results(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"manager-service", "etcd", "kafka", "postgres"})
  void aJobIsTakenAfterTheDeathOf(String process) {
    stack.killAndAwaitRestart(process);
    String id =
        tenant.submitEventually(Tenant.python(Programs.MAPPER, Programs.REDUCER, "corpus.txt"));
    assertEquals("Succeeded", tenant.awaitEnd(id).getString("status.state"));
    assertEquals(CORPUS.counts(), tenant.results(id));
  }
}
