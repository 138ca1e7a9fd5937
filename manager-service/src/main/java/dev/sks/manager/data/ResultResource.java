package dev.sks.manager.data;

import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.AttemptResult.Part;
import dev.sks.contract.JobIds;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import dev.sks.contract.Violation;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** What jobs of the caller's tenant came to. */
@Path("/v1/jobs/{id}/results")
@Blocking
@RolesAllowed({Roles.VIEWER, Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
public class ResultResource {

  private static final String JSON_LINES = "application/x-ndjson";
  private static final int MOST = 10_000;

  private final DataStore store;
  private final CommittedResults results;
  private final Caller caller;

  ResultResource(DataStore store, CommittedResults results, Caller caller) {
    this.store = store;
    this.results = results;
    this.caller = caller;
  }

  @GET
  public Response all(@RestPath String id, @QueryParam("top") Integer top, @Context UriInfo uri)
      throws IOException {
    if (top != null && (top < 1 || top > MOST)) {
      String rule = "from 1 to " + MOST;
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          "The parameter 'top' is a number " + rule + ".",
          List.of(new Violation("top", rule)));
    }
    var committed = committed(id);
    if (uri.getQueryParameters().containsKey("parts")) {
      return json(committed.parts());
    }
    InputStream lines = ResultStream.of(folder(id, committed), committed.parts());
    if (top != null) {
      return json(TopResults.of(lines, top));
    }
    long size = committed.parts().stream().mapToLong(Part::bytes).sum();
    return Response.ok(lines, JSON_LINES).header(HttpHeaders.CONTENT_LENGTH, size).build();
  }

  @GET
  @Path("{part}")
  public Response part(@RestPath String id, @RestPath String part) throws IOException {
    var committed = committed(id);
    Part found =
        committed.parts().stream()
            .filter(candidate -> candidate.name().equals(part))
            .findFirst()
            .orElseThrow(() -> notFound("The job has no such part; '?parts' lists them."));
    var file = folder(id, committed).resolve(found.name());
    return Response.ok(ResultStream.open(file), JSON_LINES)
        .header(HttpHeaders.CONTENT_LENGTH, found.bytes())
        .build();
  }

  private CommittedResults.Committed committed(String id) {
    if (!JobIds.isValid(id)) {
      throw notFound("This is no job id.");
    }
    return results
        .find(caller.tenant(), id)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FINISHED,
                    "Results are there once the job has succeeded: watch its status."));
  }

  private java.nio.file.Path folder(String id, CommittedResults.Committed committed) {
    return store.results(caller.tenant(), id, committed.attempt());
  }

  private static Response json(Object entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON).build();
  }

  private static ProblemException notFound(String detail) {
    return new ProblemException(ProblemType.NOT_FOUND, detail);
  }
}
