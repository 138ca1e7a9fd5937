package dev.sks.auth.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

  @TempDir Path folder;

  @Test
  void theKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws IOException {
    Path file = folder.resolve("sub/key");
    var made = new KeyFile(Optional.of(file)).read();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(made, new KeyFile(Optional.of(file)).read());
    try (var files = Files.list(file.getParent())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aFileOthersCanReadIsRefused() throws IOException {
    Path file = folder.resolve("key");
    new KeyFile(Optional.of(file)).read();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused(file, "chmod 600");
  }

  @Test
  void whatIsNoKeyIsRefused() throws IOException {
    Path file = folder.resolve("key");
    new KeyFile(Optional.of(file)).read();
    Files.writeString(file, "c2hvcnQ=\n");
    assertRefused(file, "32 bytes");
    Files.writeString(file, "not base64!\n");
    assertRefused(file, "32 bytes");
  }

  @Test
  void withoutAFileTheMessageNamesTheVariable() {
    var refused =
        assertThrows(IllegalStateException.class, () -> new KeyFile(Optional.empty()).read());
    assertTrue(refused.getMessage().contains("SKS_KEY_FILE"));
  }

  private static void assertRefused(Path file, String message) {
    var refused =
        assertThrows(IllegalStateException.class, () -> new KeyFile(Optional.of(file)).read());
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}
