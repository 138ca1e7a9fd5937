package dev.sks.ui.door;

import dev.sks.base.problem.ProblemMappers;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** PostgreSQL away or not yet back is a 503, not a fault of ours. */
public class StoreOutage {

  @ServerExceptionMapper
  public Response refused(ConnectException e) {
    return ProblemMappers.respond(problem());
  }

  @ServerExceptionMapper
  public Response cut(ClosedConnectionException e) {
    return ProblemMappers.respond(problem());
  }

  @ServerExceptionMapper
  public Response late(TimeoutException e) {
    return ProblemMappers.respond(problem());
  }

  @ServerExceptionMapper
  public Response database(PgException e) {
    return isOne(e) ? ProblemMappers.respond(problem()) : new ProblemMappers().unexpected(e);
  }

  /** Class 08: connection, 53: resources, 57: shutting down or starting. */
  static boolean isOne(Throwable e) {
    if (e instanceof PgException database) {
      return database.getSqlState() != null && database.getSqlState().matches("(08|53|57).*");
    }
    return e instanceof ConnectException
        || e instanceof ClosedConnectionException
        || e instanceof TimeoutException;
  }

  static Problem problem() {
    return ProblemType.UNAVAILABLE.with("The database can't be reached: try again.");
  }
}
