package dev.sks.manager.data;

import dev.sks.contract.AttemptResult.Part;
import dev.sks.manager.files.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;

/** The parts of a result as one stream; each is opened when it is its turn. */
final class ResultStream {

  private static final int BUFFER = 64 * 1024;

  private ResultStream() {}

  static InputStream of(Path folder, List<Part> parts) throws IOException {
    Iterator<InputStream> streams =
        parts.stream().map(part -> openNext(folder.resolve(part.name()))).iterator();
    Enumeration<InputStream> inOrder =
        new Enumeration<>() {
          @Override
          public boolean hasMoreElements() {
            return streams.hasNext();
          }

          @Override
          public InputStream nextElement() {
            return streams.next();
          }
        };
    try {
      // It opens the first part.
      return parts.isEmpty()
          ? new SequenceInputStream(Collections.emptyEnumeration())
          : new SequenceInputStream(inOrder);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static InputStream openNext(Path part) {
    try {
      return open(part);
    } catch (IOException e) {
      throw new UncheckedIOException("a committed part can't be read: " + part, e);
    }
  }

  /** A part is what users' code left: a link in its place could lead to another tenant's data. */
  static InputStream open(Path part) throws IOException {
    if (!FileTree.isFile(part)) {
      throw new IllegalStateException("a committed part is no regular file: " + part);
    }
    return new BufferedInputStream(Files.newInputStream(part, LinkOption.NOFOLLOW_LINKS), BUFFER);
  }
}
