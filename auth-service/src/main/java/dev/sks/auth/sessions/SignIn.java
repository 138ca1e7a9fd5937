package dev.sks.auth.sessions;

import dev.sks.auth.door.Fields;
import dev.sks.auth.passwords.PasswordRules;
import dev.sks.contract.Limits;

/**
 * The body of a sign-in.
 *
 * @param newPassword replaces the password; needed when it is a one-time secret
 * @param tenant what the session is for; by default the user's own tenant
 */
public record SignIn(String name, String password, String newPassword, String tenant) {

  public void check() {
    var fields =
        Fields.of(this)
            .text("name", name, Limits.NAME)
            .check(name == null || name.indexOf('\0') < 0, "name", "must have no NUL")
            .text("password", password, PasswordRules.LONGEST);
    if (tenant != null) {
      fields.label("tenant", tenant);
    }
    if (newPassword != null && name != null) {
      fields
          .check(PasswordRules.check("newPassword", newPassword, name))
          .check(!newPassword.equals(password), "newPassword", "must not be the old one");
    }
    fields.done();
  }
}
