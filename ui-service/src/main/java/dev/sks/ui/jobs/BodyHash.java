package dev.sks.ui.jobs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of requests, to tell a retry from another request with the same key. */
final class BodyHash {

  private BodyHash() {}

  static String of(byte[] body) {
    return HexFormat.of().formatHex(digest().digest(body));
  }

  /** Of a form, whatever the order of its parts. */
  static String of(Map<String, String> partHashes) {
    var digest = digest();
    new TreeMap<>(partHashes)
        .forEach(
            (name, hash) ->
                digest.update((name + "=" + hash + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
