package dev.sks.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/** What the parent pom says of this build. */
final class Release {

  private static final Pattern VERSION =
      Pattern.compile("<artifactId>sks</artifactId>\\s*<version>([^<]+)</version>");

  /** A name of an image that will be the same image tomorrow. */
  static final Pattern PINNED = Pattern.compile("[a-z][a-z0-9./-]*:v?\\d+(\\.\\d+)+");

  private Release() {}

  static String version() {
    try {
      var pom = VERSION.matcher(Files.readString(StandaloneStack.ROOT.resolve("pom.xml")));
      if (!pom.find()) {
        throw new IllegalStateException("no version in pom.xml");
      }
      return pom.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
