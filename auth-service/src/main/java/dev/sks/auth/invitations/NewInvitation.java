package dev.sks.auth.invitations;

import dev.sks.auth.door.Fields;
import dev.sks.auth.users.Role;
import java.util.Arrays;
import java.util.Optional;

/**
 * An invitation to make.
 *
 * @param tenant by default, an owner's own, or of an administrator one the invited makes
 * @param role by default member of a tenant that is there, owner of one that is made
 */
public record NewInvitation(String tenant, String role) {

  /** Checked for somebody who may give roles up to this one. */
  void check(Role highest) {
    var fields = Fields.of(this);
    if (tenant != null) {
      fields.label("tenant", tenant);
    }
    if (role != null) {
      var words =
          Arrays.stream(Role.values())
              .filter(known -> known.compareTo(highest) >= 0)
              .map(Role::word)
              .toList();
      fields.check(words.contains(role), "role", "must be one of " + String.join(", ", words));
    }
    fields.done();
  }

  Role roleIn(Optional<String> place) {
    return Optional.ofNullable(role)
        .flatMap(Role::of)
        .orElse(place.isPresent() ? Role.MEMBER : Role.OWNER);
  }
}
