package dev.sks.auth.signup;

import dev.sks.auth.apikeys.ApiKeyStore;
import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.invitations.InvitationStore;
import dev.sks.auth.invitations.Invited;
import dev.sks.auth.lockout.Attempts;
import dev.sks.auth.lockout.ClientAddress;
import dev.sks.auth.tenants.TenantStore;
import dev.sks.auth.users.Account;
import dev.sks.auth.users.NewPassword;
import dev.sks.auth.users.NewUser;
import dev.sks.auth.users.Role;
import dev.sks.auth.users.UserStore;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Makes accounts for people who ask for one. */
@ApplicationScoped
class SignUps {

  private static final Logger LOG = Logger.getLogger(SignUps.class);
  private static final String FIRST_KEY = "first";

  private final Mutiny.SessionFactory factory;
  private final UserStore users;
  private final TenantStore tenants;
  private final ApiKeyStore keys;
  private final InvitationStore invitations;
  private final Audit audit;
  private final Attempts attempts;
  private final ClientAddress address;
  private final Clock clock;
  private final SignUpMode mode;

  SignUps(
      Mutiny.SessionFactory factory,
      UserStore users,
      TenantStore tenants,
      ApiKeyStore keys,
      InvitationStore invitations,
      Audit audit,
      Attempts attempts,
      ClientAddress address,
      Clock clock,
      @ConfigProperty(name = "sks.sign-up") SignUpMode mode) {
    this.factory = factory;
    this.users = users;
    this.tenants = tenants;
    this.keys = keys;
    this.invitations = invitations;
    this.audit = audit;
    this.attempts = attempts;
    this.address = address;
    this.clock = clock;
    this.mode = mode;
  }

  SignUpMode mode() {
    return mode;
  }

  /** Counts an attempt; fails if the applicant may not sign up, or must wait. */
  Uni<Void> admit(Applicant applicant) {
    refuse(mode, applicant.invitation().isPresent())
        .ifPresent(
            detail -> {
              throw new ProblemException(ProblemType.SIGN_UP_CLOSED, detail);
            });
    return attempts.signUp(address.current());
  }

  /**
   * Makes user, tenant, membership and first key of somebody admitted, and what else belongs to the
   * moment; all or nothing.
   *
   * @param passwordHash or the word for none
   * @param visitor who asks
   */
  <T> Uni<T> join(
      Applicant applicant,
      String passwordHash,
      Actor visitor,
      BiFunction<Mutiny.Session, SignedUp, Uni<T>> then) {
    var by = visitor.as(null, applicant.name());
    return factory
        .withTransaction(
            session ->
                place(session, applicant, by)
                    .chain(
                        user -> users.create(session, user, NewPassword.chosen(passwordHash), by))
                    .chain(account -> withKey(session, account, by))
                    .chain(made -> then.apply(session, made)))
        .onFailure(ConstraintViolationException.class)
        .transform(e -> taken("user", applicant.name()));
  }

  /** Why one may not, if so. */
  static Optional<String> refuse(SignUpMode mode, boolean invited) {
    return switch (mode) {
      case OFF -> Optional.of("Sign-up is off here: ask an administrator for an account.");
      case INVITE ->
          invited
              ? Optional.empty()
              : Optional.of("An invitation is needed here: ask an owner or administrator for one.");
      case OPEN -> Optional.empty();
    };
  }

  private Uni<NewUser> place(Mutiny.Session session, Applicant applicant, Actor by) {
    return applicant
        .invitation()
        .map(
            code ->
                invitations
                    .redeem(session, code, by)
                    .map(found -> found.orElseThrow(SignUps::noInvitation))
                    .chain(invited -> place(session, applicant, invited, by)))
        .orElseGet(() -> own(session, applicant, Role.OWNER, by));
  }

  private Uni<NewUser> place(
      Mutiny.Session session, Applicant applicant, Invited invited, Actor by) {
    return invited
        .tenant()
        .map(
            tenant -> {
              if (applicant.tenant().filter(wanted -> !wanted.equals(tenant)).isPresent()) {
                throw wrong("tenant", "must be left out: the invitation is to another tenant");
              }
              return Uni.createFrom()
                  .item(new NewUser(applicant.name(), tenant, invited.role().word(), null));
            })
        .orElseGet(() -> own(session, applicant, invited.role(), by));
  }

  /** Nobody joins a tenant that is there, or takes the name of one that was. */
  private Uni<NewUser> own(Mutiny.Session session, Applicant applicant, Role role, Actor by) {
    String tenant = applicant.tenantOrOwn();
    return tenants
        .create(session, tenant, clock.instant())
        .invoke(
            created -> {
              if (!created) {
                throw taken("tenant", tenant);
              }
            })
        .chain(() -> audit.note(session, by, TenantStore.created(tenant)))
        .replaceWith(() -> new NewUser(applicant.name(), tenant, role.word(), null));
  }

  private Uni<SignedUp> withKey(Mutiny.Session session, Account account, Actor by) {
    return keys.createFirst(session, account.id(), account.tenant(), FIRST_KEY, by)
        .map(key -> new SignedUp(account, key))
        .invoke(
            made ->
                LOG.infof(
                    "User signs up user=%s tenant=%s role=%s",
                    account.name(), account.tenant(), account.role()));
  }

  private static ProblemException taken(String what, String name) {
    return new ProblemException(
        ProblemType.NAME_TAKEN, "There is a %s '%s': choose another name.".formatted(what, name));
  }

  private static ProblemException noInvitation() {
    return wrong("invitation", "is not known, used or over: ask for another one");
  }

  private static ProblemException wrong(String field, String message) {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        "'%s' %s.".formatted(field, message),
        List.of(new Violation(field, message)));
  }
}
