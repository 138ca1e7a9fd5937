package dev.sks.manager.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sks.contract.JobIds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDataStoreTest {

  private static final Precondition ABSENT = new Precondition(null, "*");

  @TempDir private Path root;
  private DataStore store;

  @BeforeEach
  void open() throws IOException {
    store = DataStores.in(root);
  }

  @Test
  void whatCannotBeReadIsNotAbsent() throws IOException {
    // A loop is an error of the file system that root meets too.
    Files.createSymbolicLink(store.folder("team"), store.folder("team"));
    assertThrows(FileSystemException.class, () -> store.find("team", "a"));
    assertThrows(FileSystemException.class, () -> store.list("team", "", "", 10));
    assertThrows(FileSystemException.class, () -> store.remove("team", "a", Precondition.NONE));
    assertThrows(FileSystemException.class, () -> store.put("team", "a", content("x"), -1, ABSENT));
    assertThrows(
        FileSystemException.class, () -> store.holdInputs("team", JobIds.next(0), 1, List.of("a")));
  }

  @Test
  void whatIsInAFoldersPlaceIsAbsence() throws IOException {
    put("a/b/c");
    assertEquals(Optional.empty(), store.find("team", "a/b/d"));
    assertEquals(Optional.empty(), store.find("team", "x/y/z"));
    Path folder = store.folder("team").resolve("data");
    Files.writeString(folder.resolve("file"), "");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
    assertEquals(Optional.empty(), store.find("team", "file/c"));
    assertEquals(Optional.empty(), store.find("team", "link/b/c"));
  }

  @Test
  void emptyFoldersGoWithTheirLastObject() throws IOException {
    put("a/b/c");
    put("a/d");
    store.remove("team", "a/b/c", Precondition.NONE);
    Path folder = store.folder("team").resolve("data/a");
    assertFalse(Files.exists(folder.resolve("b")));
    store.remove("team", "a/d", Precondition.NONE);
    assertFalse(Files.exists(folder));
  }

  private void put(String name) throws IOException {
    store.put("team", name, content(name), -1, Precondition.NONE);
  }

  private static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes());
  }
}
