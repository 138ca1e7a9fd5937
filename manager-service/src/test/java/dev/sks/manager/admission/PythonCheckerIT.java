package dev.sks.manager.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.manager.python.PythonInterpreters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PythonCheckerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private PythonChecker checker;

  @BeforeAll
  void start(@TempDir Path work) throws IOException {
    checker = new PythonChecker(PythonInterpreters.in(work));
  }

  @AfterAll
  void stop() throws InterruptedException {
    checker.shutDown();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def mapper(words):\n    return []\n",
        "mapper = lambda words: []\n",
        "a, (b, mapper) = 1, (2, 3)\n",
        "from lib import mapper\n",
        "import lib as mapper\n",
        "from lib import *\n",
        "try:\n    import fast as mapper\nexcept ImportError:\n    def mapper(w): return []\n",
        "if True:\n    pass\nelse:\n    mapper = print\n",
        "with open('x') as mapper:\n    pass\n",
        "for mapper in (1, 2):\n    pass\n",
        "raise SystemExit\ndef mapper(w): pass\n"
      })
  void takesWhateverBindsTheName(String source) {
    assertEquals(Optional.empty(), checker.check("mapper", source));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1\n",
        "def other():\n    def mapper(w): pass\n",
        "class C:\n    def mapper(self): pass\n",
        "print(mapper)\n"
      })
  void refusesWhatDoesNot(String source) {
    String message = checker.check("mapper", source).orElseThrow().message();
    assertTrue(message.contains("mapper"), message);
  }

  @Test
  void tellsTheLineOfAnError() {
    assertEquals(3, checker.check("mapper", "x = 1\ny = 2\ndef mapper(w:\n").orElseThrow().line());
    assertEquals(
        2, checker.check("mapper", "def mapper(w): pass\nreturn 1\n").orElseThrow().line());
  }

  @Test
  void survivesSourcesThatAreBombs() {
    assertRefused("mapper = " + "(".repeat(100_000));
    assertRefused("mapper = " + "-".repeat(200_000) + "1");
    assertRefused("mapper = " + "x.".repeat(100_000) + "x");
    assertRefused("mapper = 1\0");
    assertEquals(Optional.empty(), checker.check("mapper", "mapper = 1"));
  }

  @Test
  void aSlowSourceHoldsUpNeitherOthersNorWhatIsKnown(@TempDir Path work) throws Exception {
    Path gate = work.resolve("gate");
    var slow = new PythonChecker(PythonInterpreters.of(stubborn(work, gate), work));
    try {
      String known = "mapper = 'known'";
      assertEquals(Optional.empty(), slow.check("mapper", known));
      var first = CompletableFuture.supplyAsync(() -> slow.check("mapper", "slow = 1"));
      assertTimeoutPreemptively(PATIENCE, () -> slow.check("mapper", "mapper = 'quick'"));
      var second = CompletableFuture.supplyAsync(() -> slow.check("mapper", "slow = 2"));
      Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(work.resolve("slow-2")));
      assertTimeoutPreemptively(PATIENCE, () -> slow.check("mapper", known));
      assertFalse(second.isDone());
      Files.createFile(gate);
      assertEquals(Optional.empty(), second.get());
      first.get();
    } finally {
      Files.write(gate, new byte[0]);
      slow.shutDown();
    }
  }

  /** An interpreter that answers sources with the word slow only once the gate is there. */
  private static String stubborn(Path work, Path gate) throws IOException {
    Path program = work.resolve("stubborn");
    Files.writeString(
        program,
        """
        #!/bin/sh
        if [ "$3" = -c ]; then echo "$0"; exit; fi
        while read -r source; do
          case $source in
            *"slow = "*)
              case $source in *"slow = 2"*) touch %1$s/slow-2;; esac
              until [ -e %2$s ]; do sleep 0.1; done;;
          esac
          echo '{"message":null,"line":null}'
        done
        """
            .formatted(work, gate));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program.toString();
  }

  private void assertRefused(String source) {
    assertTrue(checker.check("mapper", source).isPresent(), () -> source.substring(0, 20));
  }
}
