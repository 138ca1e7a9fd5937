package dev.sks.auth.door;

import dev.sks.base.problem.ProblemMappers;
import dev.sks.contract.ProblemType;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** While PostgreSQL is away a request gets 503 and may come again. */
public class Outages {

  private static final Logger LOG = Logger.getLogger(Outages.class);

  /** The last is how the connection pool says that it waited in vain. */
  @ServerExceptionMapper({
    ConnectException.class,
    ClosedConnectionException.class,
    JDBCConnectionException.class,
    NoStackTraceThrowable.class
  })
  public Response away(Throwable cause) {
    LOG.warnf("Request refused, PostgreSQL can't be reached cause=%s", cause);
    return ProblemMappers.respond(
        ProblemType.UNAVAILABLE.with("The user database is away: try again in a few seconds."));
  }
}
