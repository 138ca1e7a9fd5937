package dev.sks.logs.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * What is done to a ledger in its transaction.
 *
 * @param <T> what it finds
 */
@FunctionalInterface
public interface LedgerWork<T> {

  /** Called on a worker thread; what is entered until the result comes is then written. */
  Uni<T> on(SqlConnection connection, Ledger ledger);
}
