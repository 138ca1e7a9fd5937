package dev.sks.auth.apikeys;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import dev.sks.auth.passwords.Secrets;
import dev.sks.auth.users.Grant;
import dev.sks.auth.users.Grants;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of API keys. */
@ApplicationScoped
public class ApiKeyStore {

  private static final int MOST = 50;
  private static final Duration USE_NOTED = Duration.ofMinutes(1);
  private static final int ID_BYTES = 12;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final Mutiny.SessionFactory sessions;
  private final Grants grants;
  private final Audit audit;
  private final Clock clock;
  private final Duration life;

  ApiKeyStore(
      Mutiny.SessionFactory sessions,
      Grants grants,
      Audit audit,
      Clock clock,
      @ConfigProperty(name = "sks.api-key-life") Duration life) {
    this.sessions = sessions;
    this.grants = grants;
    this.audit = audit;
    this.clock = clock;
    this.life = life;
  }

  /** What the key's owner may in the key's tenant now; empty if the secret is not the key's. */
  public Uni<Optional<Grant>> prove(String id, String secret) {
    if (!ID.matcher(id).matches()) {
      return Uni.createFrom().item(Optional.empty());
    }
    var now = clock.instant();
    return sessions.withTransaction(
        session ->
            session
                .find(ApiKey.class, id)
                .chain(
                    key ->
                        key != null
                                && key.expiresAt.isAfter(now)
                                && Secrets.matches(secret, key.secretHash)
                            ? noteUse(session, id, now)
                                .chain(() -> grants.find(session, key.userId, key.tenant))
                            : Uni.createFrom().item(Optional.<Grant>empty())));
  }

  /** Once a minute is often enough to see which keys are in use. */
  private static Uni<Integer> noteUse(Mutiny.Session session, String id, Instant now) {
    return session
        .createMutationQuery(
            "update ApiKey set lastUsedAt = :now"
                + " where id = :id and (lastUsedAt is null or lastUsedAt < :before)")
        .setParameter("now", now)
        .setParameter("id", id)
        .setParameter("before", now.minus(USE_NOTED))
        .executeUpdate();
  }

  Uni<List<ApiKey>> of(UUID user) {
    return sessions.withSession(session -> of(session, user));
  }

  /** The first key of a new user, in the caller's transaction; the answer has its secret. */
  public Uni<KeyView> createFirst(
      Mutiny.Session session, UUID user, String tenant, String name, Actor by) {
    String secret = Secrets.random();
    var key = row(user, tenant, name, secret);
    return session
        .persist(key)
        .chain(session::flush)
        .chain(() -> audit.note(session, by, created(key)))
        .replaceWith(() -> KeyView.of(key).with(secret));
  }

  /** One key is made at a time for a user, and none for one who is being disabled. */
  Uni<ApiKey> create(UUID user, String tenant, NewKey wanted, String secret, Actor by) {
    var key = row(user, tenant, wanted.name(), secret);
    key.expiresAt = Optional.ofNullable(wanted.expiresAt()).orElse(key.expiresAt);
    return sessions.withTransaction(
        session ->
            lockEnabled(session, user)
                .chain(() -> of(session, user))
                .invoke(keys -> checkRoom(keys, wanted.name()))
                .chain(() -> session.persist(key))
                .chain(() -> audit.note(session, by, created(key)))
                .replaceWith(key));
  }

  /** Whether the user had such a key. */
  Uni<Boolean> delete(UUID user, String id, Actor by) {
    return sessions.withTransaction(
        session ->
            session
                .createQuery("from ApiKey where id = :id and userId = :user", ApiKey.class)
                .setParameter("id", id)
                .setParameter("user", user)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .map(Optional::ofNullable)
                .call(
                    found ->
                        found
                            .map(key -> delete(session, key, by))
                            .orElseGet(Uni.createFrom()::voidItem))
                .map(Optional::isPresent));
  }

  private Uni<Void> delete(Mutiny.Session session, ApiKey key, Actor by) {
    var change = change("api-key.delete", key).from(Map.of("name", key.name));
    return session.remove(key).chain(() -> audit.note(session, by, change));
  }

  private static Change created(ApiKey key) {
    return change("api-key.create", key)
        .to(Map.of("name", key.name, "expiresAt", key.expiresAt.toString()));
  }

  private static Change change(String action, ApiKey key) {
    return Change.of(action, "api-key", key.id).in(key.tenant);
  }

  private ApiKey row(UUID user, String tenant, String name, String secret) {
    var key = new ApiKey();
    key.id = Secrets.random(ID_BYTES);
    key.userId = user;
    key.tenant = tenant;
    key.name = name;
    key.secretHash = Secrets.digest(secret);
    key.createdAt = clock.instant();
    key.expiresAt = key.createdAt.plus(life);
    return key;
  }

  private static Uni<Void> lockEnabled(Mutiny.Session session, UUID user) {
    return session
        .createNativeQuery(
            "select 1 from users where id = :user and not disabled for update", Integer.class)
        .setParameter("user", user)
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(
            () ->
                new ProblemException(
                    ProblemType.UNAUTHENTICATED, "The account has ended: ask an administrator."))
        .replaceWithVoid();
  }

  private static void checkRoom(List<ApiKey> keys, String name) {
    if (keys.stream().anyMatch(key -> key.name.equals(name))) {
      throw new ProblemException(
          ProblemType.NAME_TAKEN, "You have a key '%s': choose another name.".formatted(name));
    }
    if (keys.size() >= MOST) {
      throw new ProblemException(
          ProblemType.CONFLICT, "You have %d keys: delete one first.".formatted(MOST));
    }
  }

  private static Uni<List<ApiKey>> of(Mutiny.Session session, UUID user) {
    return session
        .createQuery("from ApiKey where userId = :user order by name", ApiKey.class)
        .setParameter("user", user)
        .getResultList();
  }
}
