package dev.sks.manager.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.manager.python.PythonInterpreters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PythonCheckerIT {

  private PythonChecker checker;

  @BeforeAll
  void start(@TempDir Path work) throws IOException {
    checker = new PythonChecker(PythonInterpreters.in(work));
  }

  @AfterAll
  void stop() {
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

  private void assertRefused(String source) {
    assertTrue(checker.check("mapper", source).isPresent(), () -> source.substring(0, 20));
  }
}
