package dev.sks.auth.sessions;

import dev.sks.auth.passwords.PasswordHasher;
import dev.sks.auth.tokens.AccessTokens;
import dev.sks.auth.users.Credentials;
import dev.sks.auth.users.Grant;
import dev.sks.auth.users.Grants;
import dev.sks.auth.users.UserStore;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Signs in, refreshes, signs out. */
@ApplicationScoped
public class Sessions {

  private final UserStore users;
  private final PasswordHasher hasher;
  private final Grants grants;
  private final SessionStore store;
  private final AccessTokens accessTokens;
  private final Mutiny.SessionFactory factory;

  Sessions(
      UserStore users,
      PasswordHasher hasher,
      Grants grants,
      SessionStore store,
      AccessTokens accessTokens,
      Mutiny.SessionFactory factory) {
    this.users = users;
    this.hasher = hasher;
    this.grants = grants;
    this.store = store;
    this.accessTokens = accessTokens;
    this.factory = factory;
  }

  /** Fails alike, and as late, for an unknown user, a disabled one and a wrong password. */
  Uni<Tokens> signIn(SignIn wanted) {
    return prove(wanted)
        .chain(
            proved ->
                grant(proved, wanted)
                    .chain(grant -> newHash(wanted).chain(hash -> store.open(proved, hash, grant))))
        .map(opened -> tokens(opened.orElseThrow(Sessions::wrong)));
  }

  /** Empty if the token gives nothing any more. */
  public Uni<Optional<Tokens>> refresh(String refreshToken) {
    return store.refresh(refreshToken).map(opened -> opened.map(this::tokens));
  }

  Uni<Void> signOut(String refreshToken) {
    return store.signOut(refreshToken);
  }

  private Uni<Credentials> prove(SignIn wanted) {
    return users
        .credentials(wanted.name())
        .chain(
            found ->
                hasher
                    .matches(wanted.password(), found.map(Credentials::passwordHash))
                    .map(
                        right ->
                            found
                                .filter(credentials -> right && !credentials.disabled())
                                .orElseThrow(Sessions::wrong)))
        .invoke(
            proved -> {
              if (proved.oneTime() && wanted.newPassword() == null) {
                throw new ProblemException(
                    ProblemType.PASSWORD_CHANGE_REQUIRED,
                    "This is a one-time secret: sign in with it and a 'newPassword'.");
              }
            });
  }

  private Uni<Grant> grant(Credentials proved, SignIn wanted) {
    String tenant = wanted.tenant() == null ? proved.tenant() : wanted.tenant();
    return factory
        .withSession(session -> grants.find(session, proved.id(), tenant))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            ProblemType.FORBIDDEN,
                            "You have no role in the tenant '%s': leave 'tenant' out for your own."
                                .formatted(tenant))));
  }

  private Uni<Optional<String>> newHash(SignIn wanted) {
    return wanted.newPassword() == null
        ? Uni.createFrom().item(Optional.empty())
        : hasher.hash(wanted.newPassword()).map(Optional::of);
  }

  private Tokens tokens(SessionStore.Opened opened) {
    return new Tokens(
        accessTokens.issue(opened.grant()),
        opened.refreshToken(),
        "Bearer",
        accessTokens.lifeSeconds(),
        opened.grant().tenant());
  }

  private static ProblemException wrong() {
    return new ProblemException(
        ProblemType.INVALID_CREDENTIALS,
        "Check the name and the password; an administrator can make a new account.");
  }
}
