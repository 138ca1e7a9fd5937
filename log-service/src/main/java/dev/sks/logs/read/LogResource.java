package dev.sks.logs.read;

import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.JobIds;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * A job's log. Of a job nobody has logged for yet there is an empty one; whether there is such a
 * job is the gateway's to know.
 */
@Path("/v1/jobs/{id}/logs")
@RolesAllowed({Roles.ADMIN, Roles.OWNER, Roles.MEMBER, Roles.VIEWER})
public class LogResource {

  private final LogReader reader;
  private final Caller caller;

  LogResource(LogReader reader, Caller caller) {
    this.reader = reader;
    this.caller = caller;
  }

  // Without @Produces, or Quarkus would add newlines of its own to NDJSON.
  @GET
  public RestMulti<Buffer> read(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    LineFormat format = LineFormat.among(headers.getAcceptableMediaTypes());
    LogQuery query = LogQueryParser.parse(uri.getQueryParameters(), Instant.now());
    if (!JobIds.isValid(id)) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "There is no job with this id; see 'GET /v1/jobs'.");
    }
    Multi<Buffer> lines =
        reader.read(
            new LogKey(caller.tenant(), id),
            query,
            format,
            new Admission(caller.session(), Instant.ofEpochSecond(caller.expiresAt())));
    return RestMulti.fromMultiData(lines)
        .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
        .build();
  }
}
