package dev.sks.auth.passwords;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random secrets of 256 bits, and their digests. A digest without salt and work factor is enough
 * for these: there is nothing to guess.
 */
public final class Secrets {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** 43 characters that need no escaping in a URL, a header or a shell. */
  public static String random() {
    return random(BYTES);
  }

  /** As {@link #random()}, from a number of random bytes. */
  public static String random(int size) {
    var bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether the secret has this digest, in a time that doesn't depend on where they differ. */
  public static boolean matches(String secret, byte[] digest) {
    return MessageDigest.isEqual(digest(secret), digest);
  }
}
