package dev.sks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.contract.Program;
import dev.sks.engine.attempt.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFailureIT {

  @TempDir Path folder;
  private AttemptsDoor door;
  private Job job;

  @BeforeEach
  void open() throws IOException {
    door = new AttemptsDoor();
    job = new Job(door, folder);
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void tellsWhereTheMapperRaised() throws IOException {
    var failure = failureOf("def mapper(words):\n    x = 1\n    return [(words[5], x)]\n");
    assertEquals("UserCode", failure.get("failure").asText());
    assertEquals("IndexError: list index out of range", failure.get("message").asText());
    assertEquals(3, failure.get("line").asInt());
    String traceback = failure.get("traceback").asText();
    assertTrue(traceback.contains("File \"mapper.py\", line 3, in mapper\n    return [(words[5]"));
    assertFalse(traceback.contains("sks_worker"));
  }

  @Test
  void tellsWhatWasReturnedInsteadOfPairs() throws IOException {
    var failure = failureOf("def mapper(words):\n    return words\n");
    assertEquals("UserCode", failure.get("failure").asText());
    assertTrue(failure.get("message").asText().contains("must return (key, value) pairs"));
  }

  @Test
  void tellsOfAKeyThatCannotBeOne() throws IOException {
    var failure = failureOf("def mapper(words):\n    return [(words, 1)]\n");
    assertTrue(failure.get("message").asText().contains("of type list"));
  }

  @Test
  void tellsTheExitCodeOfSysExitAndOfASuddenEnd() throws IOException {
    assertEquals(
        5, failureOf("import sys\ndef mapper(words):\n    sys.exit(5)\n").get("exitCode").asInt());
    door.close();
    open();
    var failure = failureOf("import os\ndef mapper(words):\n    os._exit(6)\n");
    assertEquals("UserCode", failure.get("failure").asText());
    assertEquals(6, failure.get("exitCode").asInt());
  }

  @Test
  void namesTheMemoryLimit() throws IOException {
    job.memory(64L << 20);
    var failure = failureOf("def mapper(words):\n    return [(len(bytearray(1 << 30)), 1)]\n");
    assertEquals("OutOfMemory", failure.get("failure").asText());
    assertTrue(failure.get("message").asText().contains("64Mi"));
  }

  @Test
  void namesTheKeyWhoseListIsTooLargeUnlessThereIsACombiner() throws IOException {
    String mapper =
        "def mapper(words):\n    return [('giant', (n, str(n))) for n in range(20000)]\n";
    String reducer =
        "def reducer(entries):\n    return {k: sum(n for n, _ in v) for k, v in entries.items()}\n";
    String combiner =
        "def combiner(entries):\n"
            + "    return {k: (sum(n for n, _ in v), '') for k, v in entries.items()}\n";
    job.memory(64L << 20).input("x\n".repeat(60));
    job.program(new Program.Python(mapper, reducer, null));
    assertEquals(ExitCode.FAILURE_REPORTED, job.run());
    assertEquals("OutOfMemory", job.failure().get("failure").asText());
    assertTrue(job.failure().get("message").asText().contains("'giant'"));
    job.program(new Program.Python(mapper, reducer, combiner));
    assertEquals(ExitCode.COMMITTED, job.run());
    assertEquals(String.valueOf(60L * 20000 * 19999 / 2), job.results().get("\"giant\""));
  }

  @Test
  void tellsAResultThatIsNoJson() throws IOException {
    job.program(
        new Program.Python(Job.COUNT_WORDS, "def reducer(entries):\n    return {1: {2}}\n", null));
    job.input("a\n");
    assertEquals(ExitCode.FAILURE_REPORTED, job.run());
    assertTrue(job.failure().get("message").asText().contains("of type set"));
  }

  @Test
  void tellsTheLastWordsOfACommandThatFailed() throws IOException {
    job.program(new Program.Streaming("echo no such thing >&2; exit 9", "cat", null, null));
    job.input("a\n");
    assertEquals(ExitCode.FAILURE_REPORTED, job.run());
    assertEquals(9, job.failure().get("exitCode").asInt());
    assertTrue(job.failure().get("traceback").asText().contains("no such thing"));
  }

  private JsonNode failureOf(String mapper) throws IOException {
    assertEquals(ExitCode.FAILURE_REPORTED, job.mapper(mapper).input("a b\nc d\n").run());
    assertEquals(0, door.bodies("commit").size());
    return job.failure();
  }
}
