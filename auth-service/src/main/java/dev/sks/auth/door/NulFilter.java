package dev.sks.auth.door;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** PostgreSQL takes no text with a NUL, so nothing has one in its name. */
public class NulFilter {

  @ServerRequestFilter
  public void refuse(UriInfo uri) {
    if (uri.getPathParameters().values().stream()
        .anyMatch(values -> values.stream().anyMatch(value -> value.indexOf('\0') >= 0))) {
      throw new ProblemException(ProblemType.NOT_FOUND, "Nothing has a NUL in its name.");
    }
  }
}
