package dev.sks.auth.users;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import dev.sks.auth.lockout.Attempts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What administrators do to a user who is there. */
@ApplicationScoped
class UserChanges {

  private final Mutiny.SessionFactory sessions;
  private final Memberships memberships;
  private final Attempts attempts;
  private final Audit audit;

  UserChanges(
      Mutiny.SessionFactory sessions, Memberships memberships, Attempts attempts, Audit audit) {
    this.sessions = sessions;
    this.memberships = memberships;
    this.attempts = attempts;
    this.audit = audit;
  }

  /** What ends a user's access ends the sessions and keys in the same transaction. */
  Uni<Optional<Account>> change(String name, UserChange change, Actor by) {
    return sessions.withTransaction(
        session ->
            UserStore.find(session, name)
                .call(
                    found ->
                        found
                            .map(account -> change(session, account, change, by))
                            .orElseGet(Uni.createFrom()::voidItem))
                .chain(() -> UserStore.find(session, name)));
  }

  /**
   * Replaces the password by a one-time secret, which waits for no attempts that were made on the
   * password; sessions and keys end in the same transaction.
   */
  Uni<Optional<Account>> reset(String name, NewPassword secret, Actor by) {
    return sessions.withTransaction(
        session ->
            session
                .createMutationQuery(
                    "update User set passwordHash = :hash, oneTime = true,"
                        + " oneTimeUntil = :until where name = :name")
                .setParameter("hash", secret.hash())
                .setParameter("until", secret.until().orElseThrow())
                .setParameter("name", name)
                .executeUpdate()
                .call(() -> endAccess(session, name))
                .call(() -> attempts.clear(session, name))
                .chain(() -> UserStore.find(session, name))
                .call(found -> note(session, by, "user.reset", found)));
  }

  /** Whether there was such a user. Sessions and keys go with the row. */
  Uni<Boolean> delete(String name, Actor by) {
    return sessions.withTransaction(
        session ->
            UserStore.find(session, name)
                .call(
                    () ->
                        session
                            .createMutationQuery("delete from User where name = :name")
                            .setParameter("name", name)
                            .executeUpdate())
                .call(found -> note(session, by, "user.delete", found))
                .call(() -> Administrators.requireOne(session))
                .map(Optional::isPresent));
  }

  private Uni<Void> change(Mutiny.Session session, Account account, UserChange change, Actor by) {
    Uni<Void> role =
        Optional.ofNullable(change.role())
            .flatMap(Role::of)
            .map(wanted -> setRole(session, account, wanted, by))
            .orElseGet(Uni.createFrom()::voidItem);
    return change.disabled() == null
        ? role
        : role.chain(() -> setDisabled(session, account, change.disabled(), by));
  }

  private Uni<Void> setDisabled(
      Mutiny.Session session, Account account, boolean disabled, Actor by) {
    var change =
        Change.of(disabled ? "user.disable" : "user.enable", "user", account.name())
            .in(account.tenant())
            .from(Map.of("disabled", !disabled))
            .to(Map.of("disabled", disabled));
    return session
        .createMutationQuery(
            "update User set disabled = :disabled where name = :name and disabled <> :disabled")
        .setParameter("disabled", disabled)
        .setParameter("name", account.name())
        .executeUpdate()
        .call(() -> disabled ? endAccess(session, account.name()) : Uni.createFrom().voidItem())
        .chain(
            changed -> changed == 1 ? audit.note(session, by, change) : Uni.createFrom().voidItem())
        .call(() -> disabled ? Administrators.requireOne(session) : Uni.createFrom().voidItem());
  }

  private Uni<Void> setRole(Mutiny.Session session, Account account, Role role, Actor by) {
    return memberships
        .lock(session, account.tenant(), account.name())
        .chain(
            found ->
                found
                    .map(before -> memberships.put(session, before, role, by))
                    .orElseGet(Uni.createFrom()::voidItem));
  }

  private Uni<Void> note(Mutiny.Session session, Actor by, String action, Optional<Account> found) {
    return found
        .map(
            account ->
                audit.note(
                    session, by, Change.of(action, "user", account.name()).in(account.tenant())))
        .orElseGet(Uni.createFrom()::voidItem);
  }

  private static Uni<Integer> endAccess(Mutiny.Session session, String name) {
    return endSessions(session, name)
        .chain(
            () ->
                session
                    .createNativeQuery(
                        "delete from api_keys"
                            + " where user_id = (select id from users where name = :name)")
                    .setParameter("name", name)
                    .executeUpdate());
  }

  private static Uni<Integer> endSessions(Mutiny.Session session, String name) {
    return session
        .createNativeQuery(
            "update sessions set revoked_at = now() where revoked_at is null"
                + " and user_id = (select id from users where name = :name)")
        .setParameter("name", name)
        .executeUpdate();
  }
}
