package dev.sks.auth.page;

import dev.sks.auth.passwords.Secrets;

/**
 * A browser, by the digest of its cookie.
 *
 * @param digest empty if it may be any
 */
public record Browser(byte[] digest) {

  public static final Browser ANY = new Browser(new byte[0]);

  static Browser of(String cookie) {
    return new Browser(Secrets.digest("browser:" + cookie));
  }
}
