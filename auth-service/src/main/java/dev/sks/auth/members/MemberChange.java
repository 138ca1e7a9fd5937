package dev.sks.auth.members;

import dev.sks.auth.door.Fields;
import dev.sks.auth.users.Role;

/** What a member is to be. */
public record MemberChange(String role) {

  Role checked() {
    Fields.of(this).check(Role.violation("role", role)).done();
    return Role.of(role).orElseThrow();
  }
}
