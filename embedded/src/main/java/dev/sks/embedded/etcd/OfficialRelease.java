package dev.sks.embedded.etcd;

import dev.sks.embedded.CacheDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The archive of an official release that somebody put into the cache; its checksum is pinned. */
final class OfficialRelease {
  private static final String VERSION = "v3.5.21";
  private static final Map<String, String> SHA256 =
      Map.of(
          "amd64", "adddda4b06718e68671ffabff2f8cee48488ba61ad82900e639d108f2148501c",
          "arm64", "95bf6918623a097c0385b96f139d90248614485e781ec9bee4768dbb6c79c53f");

  private OfficialRelease() {}

  static String archive() {
    return name() + ".tar.gz";
  }

  static Optional<Path> inCache() {
    Path archive = CacheDirectory.path().resolve(archive());
    if (!Files.isRegularFile(archive)) {
      return Optional.empty();
    }
    return Optional.of(
        CacheDirectory.folder(name(), folder -> unpack(archive, folder)).resolve("etcd"));
  }

  private static void unpack(Path archive, Path folder) {
    try {
      String sum = sha256(archive);
      if (!sum.equals(SHA256.get(architecture()))) {
        throw new IllegalStateException(archive + " is not the official release: SHA-256 " + sum);
      }
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(
              new GzipCompressorInputStream(
                  new BufferedInputStream(Files.newInputStream(archive))))) {
        extract(tar, folder.resolve("etcd"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not unpack " + archive, e);
    }
  }

  private static void extract(TarArchiveInputStream tar, Path target) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.getName().equals(name() + "/etcd")) {
        Files.copy(tar, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        return;
      }
    }
    throw new IOException("There is no etcd in it");
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name() {
    return "etcd-" + VERSION + "-linux-" + architecture();
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }
}
