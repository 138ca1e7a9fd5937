package dev.sks.contract;

import java.util.regex.Pattern;

/** Names of jobs, tenants and users. */
public final class Names {

  public static final String LABEL_RULE =
      "is 1 to 63 lower-case letters, digits and '-', starting and ending with a letter or digit";

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private Names() {}

  /** Whether it is an RFC 1123 label. */
  public static boolean isLabel(String name) {
    return name != null && LABEL.matcher(name).matches();
  }
}
