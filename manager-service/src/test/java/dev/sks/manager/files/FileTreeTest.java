package dev.sks.manager.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
  void whatCannotBeLookedAtIsNotAbsent() throws IOException {
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
    for (Path unknown : List.of(loop.resolve("x"), folder.resolve("x".repeat(300)))) {
      assertThrows(FileSystemException.class, () -> FileTree.isFolder(unknown));
      assertThrows(FileSystemException.class, () -> FileTree.isFile(unknown));
      assertThrows(FileSystemException.class, () -> FileTree.remove(unknown));
    }
    assertFalse(FileTree.isFolder(loop));
    assertFalse(FileTree.isFile(folder.resolve("absent")));
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
