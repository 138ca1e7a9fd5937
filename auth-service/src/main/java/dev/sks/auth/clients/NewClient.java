package dev.sks.auth.clients;

import dev.sks.auth.door.Fields;
import java.util.List;

/**
 * A client to register.
 *
 * @param name what people see when they are asked to sign in
 * @param redirectUris where codes may be sent; none for a client that only uses devices
 * @param device whether it may use the device flow
 * @param confidential whether it can keep a secret, and gets one
 */
public record NewClient(
    String name, List<String> redirectUris, boolean device, boolean confidential) {

  private static final int MOST = 10;
  private static final int LONGEST_NAME = 100;

  public NewClient {
    redirectUris = redirectUris == null ? List.of() : List.copyOf(redirectUris);
  }

  void check() {
    var fields = Fields.of(this).text("name", name, LONGEST_NAME);
    fields.check(
        name == null || name.chars().noneMatch(Character::isISOControl),
        "name",
        "must have no control characters");
    fields.check(redirectUris.size() <= MOST, "redirectUris", "has more than " + MOST);
    fields.check(
        device || !redirectUris.isEmpty(),
        "redirectUris",
        "must not be empty, unless the client uses devices");
    for (int i = 0; i < redirectUris.size(); i++) {
      String field = "redirectUris[" + i + "]";
      RedirectUris.violation(redirectUris.get(i))
          .ifPresent(message -> fields.check(false, field, message));
    }
    fields.done();
  }
}
