package dev.sks.embedded.postgres;

import dev.sks.embedded.CacheDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The archive of this platform, unpacked once into the user's cache. */
final class PostgresBinaries {
  private static final int EXECUTABLE = 0100;

  private PostgresBinaries() {}

  /** The folder that holds {@code bin/}. */
  static Path unpacked() {
    String archive = "postgres-" + system() + "-" + architecture() + ".txz";
    try (InputStream stored = open(archive)) {
      String name = "postgres-" + Integer.toHexString(stored.available()) + "-" + system();
      return CacheDirectory.folder(name, folder -> unpack(archive, folder));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not unpack PostgreSQL", e);
    }
  }

  private static void unpack(String archive, Path folder) {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, folder.resolve(entry.getName()).normalize(), folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not unpack " + archive, e);
    }
  }

  private static void write(InputStream tar, TarArchiveEntry entry, Path target, Path folder)
      throws IOException {
    if (!target.startsWith(folder)) {
      throw new IOException("An entry leaves the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & EXECUTABLE) != 0) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(target);
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(target, permissions);
    }
  }

  private static InputStream open(String archive) throws IOException {
    InputStream stream = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive);
    if (stream == null) {
      throw new IOException("No PostgreSQL for this platform on the class path: " + archive);
    }
    return stream;
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
  }
}
