package dev.sks.manager.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.DataNames;
import dev.sks.contract.JobIds;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFilesTest {

  private static final Path ROOT = Path.of("root").toAbsolutePath();
  private final ObjectFiles files = new ObjectFiles(ROOT, "team");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../other/data/x",
        "a/../../x",
        "a/./b",
        "a//b",
        "a/",
        ".hidden",
        "a\\b",
        "a\0b",
        ".jobs/../input",
        ".jobs/x/input"
      })
  void refusesNamesThatLead(String name) {
    assertThrows(IllegalArgumentException.class, () -> files.pointer(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "Team", "a b"})
  void refusesTenantsThatAreNone(String tenant) {
    assertThrows(IllegalArgumentException.class, () -> new ObjectFiles(ROOT, tenant));
  }

  @Test
  void letsAnObjectAndAFolderShareAName() {
    assertEquals(ROOT.resolve("team/data/.a"), files.pointer("a"));
    assertEquals(ROOT.resolve("team/data/a/.b"), files.pointer("a/b"));
  }

  @Test
  void placesAJobsInputWithTheJob() {
    String job = JobIds.next(0);
    Path expected = ROOT.resolve("team/jobs").resolve(job).resolve(".input");
    assertEquals(expected, files.pointer(DataNames.jobInput(job)));
  }

  @Test
  void keepsNamesShorterThanFileSystemsAllow() {
    String name = "x".repeat(200);
    assertTrue(files.pointer(name).getFileName().toString().length() <= 255);
    assertFalse(DataNames.whatIsWrong(name + "x").isEmpty());
  }
}
