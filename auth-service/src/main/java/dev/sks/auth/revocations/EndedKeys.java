package dev.sks.auth.revocations;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Ends API keys in the caller's transaction, and says which, for the audit. */
public final class EndedKeys {

  private EndedKeys() {}

  /**
   * Ends those of a condition.
   *
   * @param condition SQL about columns of {@code api_keys}
   */
  public static Uni<List<String>> where(
      Mutiny.Session session, String condition, Map<String, Object> parameters) {
    var query =
        session.createNativeQuery(
            "with ended as (delete from api_keys where "
                + condition
                + " returning id) select id from ended order by id",
            String.class);
    parameters.forEach(query::setParameter);
    return query.getResultList();
  }
}
