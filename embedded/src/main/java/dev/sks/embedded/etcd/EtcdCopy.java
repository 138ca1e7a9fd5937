package dev.sks.embedded.etcd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** {@code EtcdCopy <folder>}: puts this machine's etcd there, for an image. */
final class EtcdCopy {
  private EtcdCopy() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path binary = EtcdBinary.find(folder.resolveSibling("etcd-binary.log"));
    Files.copy(binary, folder.resolve("etcd"), StandardCopyOption.REPLACE_EXISTING);
  }
}
