package dev.sks.auth.signup;

import dev.sks.auth.passwords.PasswordRules;

/**
 * The body of a sign-up.
 *
 * @param tenant the name of a tenant to make; by default the user's
 * @param invitation its code
 */
public record NewSignUp(String name, String password, String tenant, String invitation) {

  /** Checked, with all that is wrong in one answer. */
  Applicant applicant() {
    var applicant = Applicant.of(name, tenant, invitation);
    var fields = applicant.check().present("password", password);
    if (password != null && applicant.name() != null) {
      fields.check(PasswordRules.check("password", password, applicant.name()));
    }
    fields.done();
    return applicant;
  }
}
