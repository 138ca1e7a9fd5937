package dev.sks.manager.data;

import dev.sks.contract.DataNames;
import dev.sks.contract.JobIds;
import dev.sks.contract.Names;
import dev.sks.manager.files.AtomicFile;
import dev.sks.manager.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where things are in a tenant's folder, and nowhere else.
 *
 * <ul>
 *   <li>{@code data/books/.kjv.txt}: the pointer of the object {@code books/kjv.txt}, JSON. No
 *       segment of a name starts with a dot, so an object {@code a} and another {@code a/b} live
 *       side by side.
 *   <li>{@code objects/<upload>}, {@code objects/<upload>.splits}: its content and split index.
 *   <li>{@code jobs/<job>/.input}: the pointer of a job's own input.
 *   <li>{@code jobs/<job>/inputs-<attempt>/<n>}: the contents an attempt reads, as hard links, so
 *       that a replaced or removed object stays readable for as long as the attempt lasts.
 *   <li>{@code jobs/<job>/.logs-<attempt>}: how far the logs of an attempt's pods have arrived.
 *   <li>{@code jobs/<job>/<attempt>/}: the attempt's parts.
 * </ul>
 */
final class ObjectFiles {

  private static final String POINTER_MARK = ".";

  private static final String INDEX = ".splits";
  private static final String TEMPORARY = ".part";

  private final Path tenant;

  ObjectFiles(Path root, String tenant) {
    if (!Names.isLabel(tenant)) {
      throw new IllegalArgumentException("not a tenant: " + tenant);
    }
    this.tenant = root.toAbsolutePath().normalize().resolve(tenant);
  }

  Path pointer(String name) {
    if (DataNames.whatIsWrong(name).isPresent()) {
      throw new IllegalArgumentException("not a data name");
    }
    if (DataNames.isJobInput(name)) {
      int start = name.indexOf('/') + 1;
      return job(name.substring(start, start + JobIds.LENGTH)).resolve(".input");
    }
    Path plain = inside(data().resolve(name));
    return plain.resolveSibling(POINTER_MARK + plain.getFileName());
  }

  Path folder() {
    return tenant;
  }

  Path data() {
    return tenant.resolve("data");
  }

  Path objects() {
    return tenant.resolve("objects");
  }

  Path jobs() {
    return tenant.resolve("jobs");
  }

  Path content(String id) {
    return objects().resolve(id);
  }

  Path index(String id) {
    return objects().resolve(id + INDEX);
  }

  Path temporary(String id) {
    return objects().resolve(id + TEMPORARY);
  }

  /** The upload that a file in {@link #objects} belongs to. */
  static String idOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, Math.min(JobIds.LENGTH, name.length()));
  }

  Path job(String job) {
    if (!JobIds.isValid(job)) {
      throw new IllegalArgumentException("not a job id");
    }
    return jobs().resolve(job);
  }

  Path results(String job, int attempt) {
    return job(job).resolve(Integer.toString(attempt));
  }

  Path held(String job, int attempt) {
    return job(job).resolve("inputs-" + attempt);
  }

  Path logMarks(String job, int attempt) {
    return job(job).resolve(".logs-" + attempt);
  }

  void remove(String id) throws IOException {
    Files.deleteIfExists(content(id));
    Files.deleteIfExists(index(id));
  }

  /**
   * Refuses a file that is reached through anything but folders, such as a symbolic link.
   *
   * @throws NoSuchFileException if it certainly is not there
   */
  Path real(Path file) throws IOException {
    Path at = tenant;
    for (Path step : tenant.relativize(inside(file))) {
      at = at.resolve(step);
      boolean fits = at.equals(file) ? FileTree.isFile(at) : FileTree.isFolder(at);
      if (!fits) {
        throw new NoSuchFileException(file.toString(), null, "stopped at " + at);
      }
    }
    return file;
  }

  /** Whether it is the pointer of an object, and not one that is still being written. */
  static boolean isPointer(Path file) throws IOException {
    String name = file.getFileName().toString();
    return name.startsWith(POINTER_MARK)
        && !name.startsWith(AtomicFile.TEMPORARY)
        && FileTree.isFile(file);
  }

  private Path inside(Path path) {
    Path normal = path.normalize();
    if (!normal.startsWith(tenant) || !normal.equals(path)) {
      throw new IllegalArgumentException("leaves the tenant's folder");
    }
    return normal;
  }
}
