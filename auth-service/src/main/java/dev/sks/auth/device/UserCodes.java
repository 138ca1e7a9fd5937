package dev.sks.auth.device;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/** Codes people type: eight consonants, so that no word comes of it (RFC 8628, 6.1). */
final class UserCodes {

  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
  private static final int LENGTH = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private UserCodes() {}

  static String random() {
    var code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** With the dash in the middle. */
  static String shown(String code) {
    return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
  }

  /** What somebody typed; empty if it can't be one. */
  static Optional<String> typed(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String code = text.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    return code.length() == LENGTH && code.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)
        ? Optional.of(code)
        : Optional.empty();
  }
}
