package dev.sks.auth.sessions;

import dev.sks.auth.lockout.Attempts;
import dev.sks.auth.lockout.ClientAddress;
import dev.sks.auth.passwords.Argon2;
import dev.sks.auth.passwords.PasswordHasher;
import dev.sks.auth.users.Credentials;
import dev.sks.auth.users.Grant;
import dev.sks.auth.users.Grants;
import dev.sks.auth.users.UserStore;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Proves who somebody is, for whatever door they came through. */
@ApplicationScoped
public class SignIns {

  private final UserStore users;
  private final PasswordHasher hasher;
  private final Grants grants;
  private final Attempts attempts;
  private final ClientAddress address;
  private final Mutiny.SessionFactory factory;

  SignIns(
      UserStore users,
      PasswordHasher hasher,
      Grants grants,
      Attempts attempts,
      ClientAddress address,
      Mutiny.SessionFactory factory) {
    this.users = users;
    this.hasher = hasher;
    this.grants = grants;
    this.attempts = attempts;
    this.address = address;
    this.factory = factory;
  }

  /**
   * Fails alike, and as late, for an unknown user, a disabled one and a wrong password; and for all
   * of them with 429 while there were too many attempts.
   */
  public Uni<Proved> prove(SignIn wanted) {
    return known(wanted)
        .invoke(proved -> refuseOneTime(proved, wanted))
        .chain(
            proved ->
                grant(proved, wanted.tenant() == null ? proved.tenant() : wanted.tenant())
                    .chain(
                        grant ->
                            newHash(proved, wanted)
                                .map(
                                    hash ->
                                        new Proved(
                                            proved, grant, hash, wanted.newPassword() != null))));
  }

  /**
   * The same for somebody a foreign provider vouches for.
   *
   * @param tenant empty for the user's own
   */
  public Uni<Proved> trust(UUID user, String tenant) {
    return users
        .credentials(user)
        .map(
            found ->
                found
                    .filter(credentials -> !credentials.disabled())
                    .orElseThrow(
                        () ->
                            new ProblemException(
                                ProblemType.FORBIDDEN,
                                "Your account has ended: ask an administrator.")))
        .chain(
            known ->
                grant(known, tenant.isEmpty() ? known.tenant() : tenant)
                    .map(grant -> new Proved(known, grant, Optional.empty(), false)));
  }

  /** Fails as {@link #prove} does; for what a token that was stolen must not be enough for. */
  public Uni<Void> confirm(String name, String password) {
    var wanted = new SignIn(name, password, null, null);
    wanted.check();
    return known(wanted).replaceWithVoid();
  }

  /**
   * The same of a caller, who may have no password: then there is nothing to ask for. A wrong one
   * is 400, as clients take 401 for a token that is over.
   */
  public Uni<Void> confirm(UUID user, String name, String password) {
    return users
        .credentials(user)
        .chain(
            found ->
                found.flatMap(Credentials::hash).isPresent()
                    ? confirm(name, password)
                    : Uni.createFrom().voidItem())
        .onFailure(SignIns::isWrong)
        .transform(e -> notYours());
  }

  private Uni<Credentials> known(SignIn wanted) {
    String from = address.current();
    return attempts
        .on(wanted.name(), from)
        .chain(() -> password(wanted))
        .call(() -> attempts.succeeded(wanted.name(), from));
  }

  /** The refusal, also for those who were right until this moment. */
  public static ProblemException wrong() {
    return new ProblemException(
        ProblemType.INVALID_CREDENTIALS,
        "Check the name and the password; an administrator can make a new account.");
  }

  private static boolean isWrong(Throwable failure) {
    return failure instanceof ProblemException refused
        && refused.problem().status() == ProblemType.INVALID_CREDENTIALS.status();
  }

  private static ProblemException notYours() {
    var violation = new Violation("password", "is not yours");
    return new ProblemException(
        ProblemType.INVALID_REQUEST, "'password' is not yours.", List.of(violation));
  }

  private Uni<Credentials> password(SignIn wanted) {
    return users
        .credentials(wanted.name())
        .chain(
            found ->
                hasher
                    .matches(wanted.password(), found.flatMap(Credentials::hash))
                    .map(
                        right ->
                            found
                                .filter(credentials -> right && !credentials.disabled())
                                .orElseThrow(SignIns::wrong)));
  }

  private static void refuseOneTime(Credentials proved, SignIn wanted) {
    if (proved.secretOver()) {
      throw new ProblemException(
          ProblemType.INVALID_CREDENTIALS,
          "This one-time secret was not used within a day and is over: ask an administrator to"
              + " reset your password again.");
    }
    if (proved.oneTime() && wanted.newPassword() == null) {
      throw new ProblemException(
          ProblemType.PASSWORD_CHANGE_REQUIRED,
          "This is a one-time secret: sign in with it and a 'newPassword'.");
    }
  }

  private Uni<Grant> grant(Credentials proved, String tenant) {
    return factory
        .withSession(session -> grants.find(session, proved.id(), tenant))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            ProblemType.FORBIDDEN,
                            "You have no role in the tenant '%s': ask its owners, or name another."
                                .formatted(tenant))));
  }

  /** Also when the hash was made with parameters that are no longer ours. */
  private Uni<Optional<String>> newHash(Credentials proved, SignIn wanted) {
    if (wanted.newPassword() != null) {
      return hasher.hashChosen("newPassword", wanted.newPassword()).map(Optional::of);
    }
    return Argon2.isCurrent(proved.passwordHash())
        ? Uni.createFrom().item(Optional.empty())
        : hasher.hash(wanted.password()).map(Optional::of);
  }
}
