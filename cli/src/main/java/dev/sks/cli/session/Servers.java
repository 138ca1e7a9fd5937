package dev.sks.cli.session;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Addresses of servers. */
final class Servers {

  static final String DEFAULT = "http://127.0.0.1:8080";

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.*\\.localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  private Servers() {}

  /** The address in its one form: scheme and authority, and a path without its last slash. */
  static URI parse(String text) {
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      boolean usable =
          ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null;
      if (usable) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw notAnAddress(text);
    }
    throw notAnAddress(text);
  }

  /** Whether a secret sent there could be read on the way. */
  static boolean isExposed(URI server) {
    return "http".equals(server.getScheme()) && !LOOPBACK.matcher(server.getHost()).matches();
  }

  private static CommandFailed notAnAddress(String text) {
    return new CommandFailed(
        ExitCode.USAGE,
        "'" + text + "' is not a server's address",
        "Give one such as " + DEFAULT + " or https://sks.example.com.");
  }
}
