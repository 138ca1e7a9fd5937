package dev.sks.manager.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentLinkTest {

  private static final Path OTHER_VOLUME = Path.of("/dev/shm");

  @TempDir private Path folder;

  @Test
  void aLinkIsTheSameFile() throws IOException {
    Path content = Files.writeString(folder.resolve("content"), "text");
    Path link = folder.resolve("link");
    new ContentLink().make(link, content);
    Files.writeString(content, "more");
    assertEquals("more", Files.readString(link));
    new ContentLink().make(link, content);
    assertEquals("more", Files.readString(link));
  }

  @Test
  void whereLinksAreRefusedItIsACopy() throws IOException {
    assumeTrue(
        Files.isWritable(OTHER_VOLUME)
            && !Files.getFileStore(OTHER_VOLUME).equals(Files.getFileStore(folder)),
        "a second file system refuses hard links to the first");
    Path content = Files.writeString(folder.resolve("content"), "text");
    Path other = Files.createTempDirectory(OTHER_VOLUME, "sks-link");
    Path link = other.resolve("link");
    try {
      var links = new ContentLink();
      links.make(link, content);
      links.make(link, content);
      assertEquals("text", Files.readString(link));
    } finally {
      Files.deleteIfExists(link);
      Files.delete(other);
    }
  }

  @Test
  void aContentThatIsGoneIsSaidSo() {
    assertThrows(
        NoSuchFileException.class,
        () -> new ContentLink().make(folder.resolve("link"), folder.resolve("gone")));
  }
}
