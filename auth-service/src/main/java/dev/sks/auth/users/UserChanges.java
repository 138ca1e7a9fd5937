package dev.sks.auth.users;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import dev.sks.auth.lockout.Attempts;
import dev.sks.auth.revocations.EndedKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
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
            wasOneTime(session, name)
                .call(
                    found ->
                        found
                            .map(oneTime -> reset(session, name, oneTime, secret, by))
                            .orElseGet(Uni.createFrom()::voidItem))
                .chain(() -> UserStore.find(session, name)));
  }

  private Uni<Void> reset(
      Mutiny.Session session, String name, boolean wasOneTime, NewPassword secret, Actor by) {
    return session
        .createMutationQuery(
            "update User set passwordHash = :hash, oneTime = true,"
                + " oneTimeUntil = :until where name = :name")
        .setParameter("hash", secret.hash())
        .setParameter("until", secret.until().orElseThrow())
        .setParameter("name", name)
        .executeUpdate()
        .chain(() -> attempts.clear(session, name))
        .chain(() -> endAccess(session, name))
        .chain(
            keys ->
                UserStore.find(session, name)
                    .chain(
                        found ->
                            audit.note(
                                session,
                                by,
                                Change.of("user.reset", "user", name)
                                    .in(found.orElseThrow().tenant())
                                    .from(Map.of("oneTime", wasOneTime))
                                    .to(Map.of("oneTime", true))
                                    .ending(keys))));
  }

  /** Whether there was such a user. Sessions and keys go too. */
  Uni<Boolean> delete(String name, Actor by) {
    return sessions.withTransaction(
        session ->
            Memberships.lockUser(session, name)
                .chain(() -> UserStore.find(session, name))
                .call(
                    found ->
                        found
                            .map(account -> delete(session, account, by))
                            .orElseGet(Uni.createFrom()::voidItem))
                .map(Optional::isPresent));
  }

  private Uni<Void> delete(Mutiny.Session session, Account account, Actor by) {
    var before = new HashMap<String, Object>();
    before.put("disabled", account.disabled());
    Optional.ofNullable(account.role()).ifPresent(role -> before.put("role", role));
    var change = Change.of("user.delete", "user", account.name()).in(account.tenant()).from(before);
    return endAccess(session, account.name())
        .call(
            () ->
                session
                    .createMutationQuery("delete from User where id = :id")
                    .setParameter("id", account.id())
                    .executeUpdate())
        .chain(keys -> audit.note(session, by, change.ending(keys)))
        .chain(() -> Administrators.requireOne(session));
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
        .chain(
            changed ->
                changed == 1
                    ? endIf(disabled, session, account.name())
                        .chain(keys -> audit.note(session, by, change.ending(keys)))
                    : Uni.createFrom().voidItem())
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

  private static Uni<Optional<Boolean>> wasOneTime(Mutiny.Session session, String name) {
    return session
        .createQuery("select oneTime from User where name = :name", Boolean.class)
        .setParameter("name", name)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  private static Uni<List<String>> endIf(boolean ends, Mutiny.Session session, String name) {
    return ends ? endAccess(session, name) : Uni.createFrom().item(List.of());
  }

  /** The keys that ended. */
  private static Uni<List<String>> endAccess(Mutiny.Session session, String name) {
    return session
        .createNativeQuery(
            "update sessions set revoked_at = now() where revoked_at is null"
                + " and user_id = (select id from users where name = :name)")
        .setParameter("name", name)
        .executeUpdate()
        .chain(
            () ->
                EndedKeys.where(
                    session,
                    "user_id = (select id from users where name = :name)",
                    Map.of("name", name)));
  }
}
