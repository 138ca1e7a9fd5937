package dev.sks.manager.etcd;

import dev.sks.base.problem.ProblemMappers;
import dev.sks.contract.ProblemType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A request that needs etcd while it is away gets a 503 and comes again. */
public class EtcdProblems {

  private static final Logger LOG = Logger.getLogger(EtcdProblems.class);

  @ServerExceptionMapper
  public Response unavailable(EtcdUnavailableException e) {
    LOG.warnf("Request not served, etcd is away cause=%s", e.getMessage());
    return ProblemMappers.respond(
        ProblemType.UNAVAILABLE.with("The store of jobs can't be reached; try again."));
  }
}
