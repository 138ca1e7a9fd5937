package dev.sks.auth.oauth2;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/** The form of a token request; no parameter may come twice (RFC 6749, 3.2). */
record TokenRequest(MultivaluedMap<String, String> form) {

  private static final int LONGEST = 200;

  String need(String name) {
    return get(name).orElseThrow(() -> invalid(name + " is missing"));
  }

  /** Empty if it is absent, or there without a value. */
  Optional<String> get(String name) {
    List<String> values = form.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw invalid(name + " comes more than once");
    }
    return values.stream().filter(value -> !value.isEmpty()).map(v -> bounded(name, v)).findFirst();
  }

  private static String bounded(String name, String value) {
    if (value.length() > LONGEST) {
      throw invalid("%s has more than %d characters".formatted(name, LONGEST));
    }
    return value;
  }

  private static OAuthException invalid(String description) {
    return new OAuthException(OAuthException.Code.INVALID_REQUEST, description);
  }
}
