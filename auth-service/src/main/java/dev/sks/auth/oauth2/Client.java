package dev.sks.auth.oauth2;

import dev.sks.auth.oauth2.OAuthException.Code;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The client of a token request, by HTTP Basic or in the form (RFC 6749, 2.3.1).
 *
 * @param basic whether it came by HTTP Basic
 */
record Client(String id, String secret, boolean basic) {

  private static final String BASIC = "Basic ";

  static Client of(String authorization, TokenRequest request) {
    if (authorization == null) {
      return new Client(request.need("client_id"), request.need("client_secret"), false);
    }
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      throw new OAuthException(
          Code.INVALID_CLIENT, "use HTTP Basic, or client_id and client_secret", true);
    }
    if (request.get("client_secret").isPresent()) {
      throw new OAuthException(Code.INVALID_REQUEST, "use HTTP Basic or client_secret, not both");
    }
    return ofBasic(authorization.substring(BASIC.length()).strip());
  }

  OAuthException wrong() {
    return new OAuthException(Code.INVALID_CLIENT, "the key's id or secret is wrong", basic);
  }

  private static Client ofBasic(String encoded) {
    try {
      String[] parts =
          new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
      if (parts.length == 2) {
        return new Client(decode(parts[0]), decode(parts[1]), true);
      }
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
    throw unreadable(null);
  }

  private static String decode(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }

  private static OAuthException unreadable(Throwable cause) {
    var refused = new OAuthException(Code.INVALID_CLIENT, "HTTP Basic is not readable", true);
    refused.initCause(cause);
    return refused;
  }
}
