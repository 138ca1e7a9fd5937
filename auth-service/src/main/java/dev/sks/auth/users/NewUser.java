package dev.sks.auth.users;

import dev.sks.auth.door.Fields;
import dev.sks.auth.passwords.PasswordRules;
import java.util.Optional;

/**
 * A user to create.
 *
 * @param tenant by default one with the user's name; it is created if it is not there
 * @param role by default owner of a tenant with the user's name, member of any other
 * @param password without one the user gets a one-time secret
 */
public record NewUser(String name, String tenant, String role, String password) {

  void check() {
    var fields = Fields.of(this).label("name", name);
    if (tenant != null) {
      fields.label("tenant", tenant);
    }
    if (role != null) {
      fields.check(Role.violation("role", role));
    }
    if (password != null && name != null) {
      fields.check(PasswordRules.check("password", password, name));
    }
    fields.done();
  }

  String tenantOrOwn() {
    return tenant == null ? name : tenant;
  }

  Role roleOrDefault() {
    return Optional.ofNullable(role)
        .flatMap(Role::of)
        .orElse(tenantOrOwn().equals(name) ? Role.OWNER : Role.MEMBER);
  }
}
