package dev.sks.manager.data;

import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.DataNames;
import dev.sks.contract.JobIds;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestPath;

/** The input that comes with a submission, before the job is. */
@Path("/v1/jobs/{id}/input")
@Blocking
@RolesAllowed({Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
public class JobInputResource {

  private final DataStore store;
  private final Caller caller;

  JobInputResource(DataStore store, Caller caller) {
    this.store = store;
    this.caller = caller;
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Response put(
      @RestPath String id,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
      InputStream content)
      throws IOException {
    return DataResource.stored(
        store.put(caller.tenant(), nameFor(id), content, length, Precondition.NONE));
  }

  @DELETE
  public void remove(@RestPath String id) throws IOException {
    store.remove(caller.tenant(), nameFor(id), Precondition.NONE);
  }

  private static String nameFor(String job) {
    if (!JobIds.isValid(job)) {
      throw new ProblemException(ProblemType.NOT_FOUND, "This is no job id.");
    }
    return DataNames.jobInput(job);
  }
}
