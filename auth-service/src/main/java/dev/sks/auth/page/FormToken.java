package dev.sks.auth.page;

import dev.sks.auth.passwords.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Against forged forms: a form holds the digest of a cookie that only this browser has. Nobody is
 * signed in when a form is shown, so there is no session the token could belong to or fixate.
 */
@ApplicationScoped
public class FormToken {

  private static final String NAME = "sks-form";
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final boolean secure;

  FormToken(@ConfigProperty(name = "sks.public-url") String publicUrl) {
    this.secure = publicUrl.startsWith("https:");
  }

  /** Browsers take the prefix only over TLS, and then from this host alone. */
  public String cookieName() {
    return secure ? "__Host-" + NAME : NAME;
  }

  /** The browser's value, if it has one. */
  public Optional<String> of(HttpHeaders headers) {
    return Optional.ofNullable(headers.getCookies().get(cookieName()))
        .map(Cookie::getValue)
        .filter(value -> VALUE.matcher(value).matches());
  }

  /** The browser's value, or a new one. */
  public String valueOf(String cookie) {
    return cookie != null && VALUE.matcher(cookie).matches() ? cookie : Secrets.random();
  }

  public NewCookie cookie(String value) {
    return new NewCookie.Builder(cookieName())
        .value(value)
        .path("/")
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  /** What the form holds. */
  public String field(String value) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.digest("form:" + value));
  }

  /** Whether a form comes from a page this browser got of us. */
  public boolean isOurs(String cookie, String field, String fetchSite) {
    return cookie != null
        && field != null
        && VALUE.matcher(cookie).matches()
        && MessageDigest.isEqual(field(cookie).getBytes(), field.getBytes())
        && (fetchSite == null || fetchSite.equals("same-origin"));
  }
}
