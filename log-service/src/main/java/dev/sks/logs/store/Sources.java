package dev.sks.logs.store;

import java.util.regex.Pattern;

/** Names of sources, such as {@code stdout}. */
public final class Sources {

  public static final String RULE =
      "is 1 to 63 lower-case letters, digits, '.', '_' and '-', starting with a letter or digit";

  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private Sources() {}

  public static boolean isValid(String source) {
    return source != null && VALID.matcher(source).matches();
  }
}
