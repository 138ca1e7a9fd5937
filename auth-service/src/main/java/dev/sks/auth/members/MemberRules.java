package dev.sks.auth.members;

import dev.sks.auth.users.Role;
import dev.sks.auth.users.Standing;
import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;

/**
 * What somebody may do with a tenant's members.
 *
 * @param user the subject of the caller's token
 */
record MemberRules(String user, String tenant, boolean admin, boolean owner) {

  static MemberRules of(Caller caller) {
    return new MemberRules(
        caller.subject(), caller.tenant(), caller.isAdmin(), caller.roles().contains(Roles.OWNER));
  }

  /** Another tenant is as if it were not there. */
  void enter(String wanted) {
    if (!owner) {
      throw forbidden("Only an owner of the tenant sees and changes its members: ask one.");
    }
    if (!admin && !wanted.equals(tenant)) {
      throw noTenant();
    }
  }

  void mayPut(Standing standing, Role role) {
    if (!admin && role == Role.ADMIN) {
      throw forbidden("Only an administrator makes an administrator: choose another role.");
    }
    if (!Role.ADMIN.equals(role)) {
      mayLeaveAdministrators(standing);
    }
    if (role != Role.OWNER) {
      mayLeaveOwners(standing);
    }
  }

  void mayRemove(Standing standing) {
    mayLeaveAdministrators(standing);
    mayLeaveOwners(standing);
  }

  private void mayLeaveAdministrators(Standing standing) {
    if (!admin && standing.admin()) {
      throw forbidden("Only an administrator changes what an administrator is.");
    }
    boolean self = standing.user().toString().equals(user);
    if (self && standing.role().filter(Role.ADMIN::equals).isPresent()) {
      throw conflict(
          "You can't stop being an administrator by yourself, so that one remains: ask another"
              + " one.");
    }
  }

  private void mayLeaveOwners(Standing standing) {
    boolean isOwner = standing.role().filter(Role.OWNER::equals).isPresent();
    if (!admin && isOwner && standing.otherOwners() == 0) {
      throw conflict("This is the tenant's last owner: make another member its owner first.");
    }
  }

  static ProblemException noTenant() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no tenant of this name, or it is not yours: GET /v1/me/tenants lists yours.");
  }

  private static ProblemException forbidden(String detail) {
    return new ProblemException(ProblemType.FORBIDDEN, detail);
  }

  private static ProblemException conflict(String detail) {
    return new ProblemException(ProblemType.CONFLICT, detail);
  }
}
