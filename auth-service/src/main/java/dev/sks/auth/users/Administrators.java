package dev.sks.auth.users;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sees to it that one who may sign in remains. */
final class Administrators {

  /** Any number, but the same in all replicas. */
  private static final long LOCK = 0x736b7304;

  private Administrators() {}

  /**
   * The last step of what takes an administrator away: of several at the same moment, each counts
   * after the one before has committed.
   *
   * @throws ProblemException {@code conflict} if none would remain
   */
  static Uni<Void> requireOne(Mutiny.Session session) {
    return session
        .createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)", Integer.class)
        .setParameter("lock", LOCK)
        .getSingleResult()
        .chain(
            () ->
                session
                    .createNativeQuery(
                        "select exists (select 1 from memberships m join users u on u.id = m.user_id"
                            + " where m.role = 'admin' and not u.disabled)",
                        Boolean.class)
                    .getSingleResult())
        .invoke(
            remains -> {
              if (!remains) {
                throw new ProblemException(
                    ProblemType.CONFLICT,
                    "No administrator would remain: make another user one first.");
              }
            })
        .replaceWithVoid();
  }
}
