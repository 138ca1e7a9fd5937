package dev.sks.contract;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Job ids: 26 lower-case base-32 characters (RFC 4648's alphabet in its order-preserving "hex"
 * form), ordered by time to the millisecond, and starting with a letter so that they can be part of
 * Kubernetes names.
 */
public final class JobIds {

  public static final int LENGTH = 26;

  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuv";
  private static final Pattern VALID = Pattern.compile("[a-v][0-9a-v]{25}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TIME_CHARACTERS = 10;

  private JobIds() {}

  /** A new id for the given time in milliseconds since the epoch (until the year 2527). */
  public static String next(long epochMillis) {
    var id = new char[LENGTH];
    // 49 bits of time in 10 characters: the first carries 4 of them, moved up into the letters.
    id[0] = ALPHABET.charAt(10 + (int) (epochMillis >>> 45 & 0xf));
    for (int i = 1; i < TIME_CHARACTERS; i++) {
      id[i] = ALPHABET.charAt((int) (epochMillis >>> 5 * (TIME_CHARACTERS - 1 - i) & 0x1f));
    }
    for (int i = TIME_CHARACTERS; i < LENGTH; i++) {
      id[i] = ALPHABET.charAt(RANDOM.nextInt(32));
    }
    return new String(id);
  }

  public static boolean isValid(String id) {
    return id != null && VALID.matcher(id).matches();
  }
}
