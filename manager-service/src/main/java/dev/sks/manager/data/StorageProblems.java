package dev.sks.manager.data;

import dev.sks.base.problem.ProblemMappers;
import dev.sks.contract.ProblemType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A request that the volume fails, as while its server is away, gets a 503 and comes again. */
public class StorageProblems {

  private static final Logger LOG = Logger.getLogger(StorageProblems.class);

  @ServerExceptionMapper
  public Response unavailable(IOException e) {
    LOG.warnf("Request not served, a read or a write failed cause=%s", e);
    return ProblemMappers.respond(
        ProblemType.UNAVAILABLE.with("The data volume can't be read or written now; try again."));
  }
}
