package dev.sks.auth.clients;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which addresses an answer may be sent to, and when two are the same (RFC 9700, 2.1). */
final class RedirectUris {

  private static final int LONGEST = 500;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

  private RedirectUris() {}

  /** What is wrong with an address somebody wants to register. */
  static Optional<String> violation(String text) {
    try {
      URI uri = new URI(text);
      if (text.length() > LONGEST || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
        return Optional.of("must have no fragment, no user and at most " + LONGEST + " characters");
      }
      return isHttps(uri) || isLoopback(uri) || isPrivateScheme(uri)
          ? Optional.empty()
          : Optional.of(
              "must be https://…, http://127.0.0.1/… or of an app's own scheme with a dot in it");
    } catch (URISyntaxException e) {
      return Optional.of("must be a URI: " + e.getReason());
    }
  }

  /** The same character by character, but for the port of a loopback address (RFC 8252, 7.3). */
  static boolean isSame(URI registered, URI wanted) {
    if (registered.toString().equals(wanted.toString())) {
      return true;
    }
    return isLoopback(registered)
        && isLoopback(wanted)
        && withoutPort(registered).equals(withoutPort(wanted));
  }

  private static boolean isHttps(URI uri) {
    return "https".equals(uri.getScheme()) && uri.getHost() != null;
  }

  private static boolean isLoopback(URI uri) {
    return "http".equals(uri.getScheme())
        && uri.getHost() != null
        && LOOPBACK.contains(uri.getHost())
        && uri.getRawUserInfo() == null;
  }

  private static boolean isPrivateScheme(URI uri) {
    return uri.getScheme() != null
        && uri.getScheme().contains(".")
        && uri.getRawSchemeSpecificPart().startsWith("/");
  }

  private static String withoutPort(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.toString()
        .replaceFirst(Pattern.quote(uri.getHost() + port), Matcher.quoteReplacement(uri.getHost()));
  }
}
