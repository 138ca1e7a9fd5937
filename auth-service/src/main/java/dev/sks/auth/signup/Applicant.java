package dev.sks.auth.signup;

import dev.sks.auth.door.Fields;
import java.util.Optional;

/**
 * Somebody who wants an account.
 *
 * @param tenant the name of the tenant to make, by default the user's
 * @param invitation its code
 */
record Applicant(String name, Optional<String> tenant, Optional<String> invitation) {

  static final int LONGEST_CODE = 100;

  /** Out of fields that may be null or empty. */
  static Applicant of(String name, String tenant, String invitation) {
    return new Applicant(name == null ? null : name.strip(), text(tenant), text(invitation));
  }

  /** Begins the checks; more may follow. */
  Fields check() {
    var fields = Fields.of(this).label("name", name);
    tenant.ifPresent(label -> fields.label("tenant", label));
    invitation.ifPresent(code -> fields.text("invitation", code, LONGEST_CODE));
    return fields;
  }

  String tenantOrOwn() {
    return tenant.orElse(name);
  }

  private static Optional<String> text(String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
