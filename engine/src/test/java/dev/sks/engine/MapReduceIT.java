package dev.sks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.sks.contract.AttemptSpec.Task;
import dev.sks.contract.Program;
import dev.sks.engine.attempt.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapReduceIT {

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
  void countsWordsOfPlainGzipAndZstdInputs() throws IOException {
    String text = "the quick fox\r\nthe lazy\u2028dog \u000b x\n\nlast the";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(
        ExitCode.COMMITTED,
        job.input(text).input(gzip(bytes), "gzip").input(Zstd.compress(bytes), "zstd").run());
    var expected = new TreeMap<String, String>();
    for (String line : text.split("\n")) {
      for (String word : line.strip().split(" ")) {
        expected.merge(
            Job.JSON.writeValueAsString(word), "3", (a, b) -> "" + (3 + Integer.parseInt(a)));
      }
    }
    assertEquals(expected, new TreeMap<>(job.results()));
    assertEquals(12, job.counters().get("mapInputRecords").asInt());
    assertEquals("Bearer secret", door.reports().get(0).authorization());
  }

  @Test
  void replacesAndCountsWhatIsNotUtf8() throws IOException {
    byte[] bytes = {'a', (byte) 0xff, 'b', '\n', 'a', (byte) 0xfe, 'b'};
    assertEquals(ExitCode.COMMITTED, job.input(bytes, "none").run());
    assertEquals(Map.of("\"a\ufffdb\"", "2"), job.results());
    assertEquals(2, job.counters().get("replacedBytes").asInt());
  }

  @Test
  void groupsKeysAsADictDoes() throws IOException {
    String mapper =
        "def mapper(words):\n"
            + "    return [(1, 1), (1.0, 1), (True, 1), (None, 1), (b'x', 1), ('y', 1),\n"
            + "            (-0.0, 1), (0, 1), ((1, 'a'), 1), ((1.0, 'a'), 1)]\n";
    assertEquals(ExitCode.COMMITTED, job.mapper(mapper).input("one\n").input("two\n").run());
    var values = job.results().values().stream().map(Integer::parseInt).sorted().toList();
    assertEquals(java.util.List.of(2, 2, 2, 4, 4, 6), values);
  }

  @Test
  void commitsNothingOfNoTasksOrAnEmptyFile() throws IOException {
    assertEquals(ExitCode.COMMITTED, job.input("").run());
    assertEquals(Map.of(), job.results());
  }

  @Test
  void userCodeMayPrintCloseStdoutAndFork() throws IOException {
    String mapper =
        "import os, sys, subprocess\n"
            + "def mapper(words):\n"
            + "    print('seen', words)\n"
            + "    sys.stdout.close()\n"
            + "    subprocess.run(['true'], check=True)\n"
            + "    child = os.fork()\n"
            + "    if child == 0:\n"
            + "        sys.exit(7)\n"
            + "    return [(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 1)]\n";
    assertEquals(ExitCode.COMMITTED, job.mapper(mapper).input("a\nb\n").run());
    assertEquals(Map.of("7", "2"), job.results());
  }

  @Test
  void spillsRatherThanFails() throws IOException {
    // 64 MiB a worker; each of 100,000 lines gives a 1,000-byte value for one of 50 keys.
    String mapper = "def mapper(words):\n    return [(int(words[0]) % 50, words[0].zfill(1000))]\n";
    String reducer =
        "def reducer(entries):\n    return {k: sum(map(int, v)) for k, v in entries.items()}\n";
    var text = new StringBuilder();
    var expected = new TreeMap<String, String>();
    for (int n = 0; n < 100_000; n++) {
      text.append(n).append('\n');
      int add = n;
      expected.merge("" + n % 50, "" + n, (a, b) -> "" + (Integer.parseInt(a) + add));
    }
    job.program(new Program.Python(mapper, reducer, null)).memory(64L << 20);
    assertEquals(ExitCode.COMMITTED, job.input(text.toString()).run());
    assertEquals(expected, new TreeMap<>(job.results()));
    assertTrue(job.counters().get("spilledBytes").asLong() > 0);
    assertTrue(job.counters().get("mapFlushes").asLong() > 1);
  }

  @Test
  void streamsLikeHadoop() throws IOException {
    var program =
        new Program.Streaming(
            "tr -s ' ' '\\n' | sed 's/$/\\t1/'",
            "./count.sh",
            null,
            Map.of("count.sh", "#!/bin/sh\ncut -f1 | uniq -c | awk '{print $2 \"\\t\" $1}'\n"));
    assertEquals(ExitCode.COMMITTED, job.program(program).input("b a b\n").input("b c\n").run());
    assertEquals(Map.of("\"a\"", "\"1\"", "\"b\"", "\"3\"", "\"c\"", "\"1\""), job.results());
  }

  @Test
  void commitsOnceAfterTheManagerWasAway() throws IOException {
    door.isAwayFor(3);
    assertEquals(ExitCode.COMMITTED, job.input("a\n").run());
    assertEquals(1, door.bodies("commit").size());
  }

  @Test
  void endsWithoutCommitWhenSuperseded() throws IOException {
    door.answer("claim", 409);
    assertEquals(ExitCode.SUPERSEDED, job.input("a\n").run());
    assertEquals(0, door.bodies("commit").size());
  }

  @Test
  void failsWhenTheInputChanged() throws IOException {
    job.input("abc\n");
    job.task(new Task(folder.resolve("input-0").toString(), 0, 400, "none"));
    assertEquals(ExitCode.FAILURE_REPORTED, job.run());
    assertEquals("Input", job.failure().get("failure").asText());
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
