package dev.sks.embedded.etcd;

import dev.sks.embedded.CacheDirectory;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds etcd: named by the user, on the PATH, an official release in the cache, Debian's. */
final class EtcdBinary {
  private static final String NAMED = "SKS_ETCD_BINARY";

  private EtcdBinary() {}

  static Path find(Path log) {
    return Stream.<Supplier<Optional<Path>>>of(
            EtcdBinary::named,
            EtcdBinary::onPath,
            OfficialRelease::inCache,
            () -> new DebianPackage(log).unpacked())
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "There is no etcd on this machine. One of these helps: install etcd (3.4 or"
                        + " newer) so that it is on the PATH, or name its binary in "
                        + NAMED
                        + "; put "
                        + OfficialRelease.archive()
                        + " of etcd's releases into "
                        + CacheDirectory.path()
                        + "; or make `apt-get download etcd-server` work (see "
                        + log
                        + ")."));
  }

  private static Optional<Path> named() {
    Optional<Path> binary =
        Optional.ofNullable(System.getenv(NAMED)).filter(v -> !v.isBlank()).map(Path::of);
    binary
        .filter(path -> !Files.isExecutable(path))
        .ifPresent(
            path -> {
              throw new IllegalStateException(NAMED + " names no executable file: " + path);
            });
    return binary;
  }

  private static Optional<Path> onPath() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "etcd"))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
