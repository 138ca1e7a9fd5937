package dev.sks.auth.identities;

/**
 * Who somebody is at a provider.
 *
 * @param subject never given to anybody else there
 * @param name what the provider shows of them, or empty; it proves nothing
 */
public record Foreign(String issuer, String subject, String name) {

  private static final int LONGEST = 255;

  /** Cuts the name to what is kept. */
  static Foreign of(String issuer, String subject, String name) {
    String printable = name == null ? "" : name.replaceAll("\\p{Cntrl}", "").strip();
    if (subject.isEmpty() || subject.length() > LONGEST || subject.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a subject of %d characters".formatted(subject.length()));
    }
    return new Foreign(
        issuer, subject, printable.substring(0, Math.min(printable.length(), LONGEST)));
  }
}
