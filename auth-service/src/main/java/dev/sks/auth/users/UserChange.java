package dev.sks.auth.users;

import dev.sks.auth.door.Fields;

/**
 * What a PATCH may change: one of these, or both.
 *
 * @param role in the user's home tenant
 */
public record UserChange(Boolean disabled, String role) {

  void check() {
    var fields =
        Fields.of(this)
            .check(disabled != null || role != null, "disabled", "is missing, and so is 'role'");
    if (role != null) {
      fields.check(Role.violation("role", role));
    }
    fields.done();
  }
}
