package dev.sks.manager.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

  @TempDir private Path folder;

  @Test
  void aLinkIsRemovedAndNotWhatItLeadsTo() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.createFile(outside.resolve("kept"));
    Path tree = Files.createDirectories(folder.resolve("tree/deeper"));
    Files.createSymbolicLink(tree.resolve("way-out"), outside);
    FileTree.remove(folder.resolve("tree"));
    assertFalse(Files.exists(folder.resolve("tree"), LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.exists(outside.resolve("kept")));
  }

  @Test
  void aFolderWhoseOwnerLockedItGoesToo() throws IOException {
    for (String locked : new String[] {"---------", "r-xr-xr-x"}) {
      Path tree = Files.createDirectories(folder.resolve("tree/locked"));
      Files.createFile(tree.resolve("file"));
      Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString(locked));
      FileTree.remove(folder.resolve("tree"));
      assertFalse(Files.exists(folder.resolve("tree"), LinkOption.NOFOLLOW_LINKS), locked);
    }
  }
}
