package dev.sks.manager.data;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Gives a content a second name; on a volume without hard links, a copy. */
final class ContentLink {

  private static final Logger LOG = Logger.getLogger(ContentLink.class);

  private final AtomicBoolean told = new AtomicBoolean();

  /** Replaces what is at the link. */
  void make(Path link, Path content) throws IOException {
    Files.deleteIfExists(link);
    try {
      Files.createLink(link, content);
    } catch (NoSuchFileException | FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      if (told.compareAndSet(false, true)) {
        LOG.warnf("Attempts' inputs are copied, a hard link was refused cause=%s", e.getMessage());
      }
      copy(link, content);
    }
  }

  private static void copy(Path link, Path content) throws IOException {
    try {
      Files.copy(content, link);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(link);
      throw DiskReserve.explain(e);
    }
  }
}
