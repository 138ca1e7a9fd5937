package dev.sks.manager.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Folders as trees; symbolic links are never followed. Users' code runs as the same user as we do,
 * and may have locked its folders.
 */
public final class FileTree {

  private static final Set<PosixFilePermission> UNLOCKED =
      PosixFilePermissions.fromString("rwx------");

  private FileTree() {}

  /** Removes the folder and all in it; others may be removing it too. */
  public static void remove(Path root) throws IOException {
    if (Files.notExists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
              Files.setPosixFilePermissions(folder, UNLOCKED);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            if (e instanceof AccessDeniedException && !Files.isReadable(file)) {
              Files.setPosixFilePermissions(file, UNLOCKED);
              remove(file);
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The real folders in a folder; none if it is not there. */
  public static List<Path> folders(Path folder) throws IOException {
    var folders = new ArrayList<Path>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : (Iterable<Path>) children.sorted()::iterator) {
        if (isFolder(child)) {
          folders.add(child);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return folders;
  }

  /**
   * Whether a real folder is there.
   *
   * @throws IOException if that can't be said, where {@link Files#isDirectory} says no
   */
  public static boolean isFolder(Path path) throws IOException {
    return attributes(path).filter(BasicFileAttributes::isDirectory).isPresent();
  }

  /**
   * Whether a regular file is there.
   *
   * @throws IOException if that can't be said, where {@link Files#isRegularFile} says no
   */
  public static boolean isFile(Path path) throws IOException {
    return attributes(path).filter(BasicFileAttributes::isRegularFile).isPresent();
  }

  private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
