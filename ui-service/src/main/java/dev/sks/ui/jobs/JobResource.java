package dev.sks.ui.jobs;

import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.JobIds;
import dev.sks.contract.JobSpec;
import dev.sks.contract.JobState;
import dev.sks.contract.Limits;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import dev.sks.ui.readmodel.Job;
import dev.sks.ui.readmodel.JobPage;
import dev.sks.ui.readmodel.JobStore;
import dev.sks.ui.readmodel.NoSuchJob;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** {@code /v1/jobs}; submissions as forms are {@link FormRoute}'s. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {

  private final Caller caller;
  private final SpecReader specs;
  private final Submissions submissions;
  private final Cancellations cancellations;
  private final JobStore jobs;

  JobResource(
      Caller caller,
      SpecReader specs,
      Submissions submissions,
      Cancellations cancellations,
      JobStore jobs) {
    this.caller = caller;
    this.specs = specs;
    this.submissions = submissions;
    this.cancellations = cancellations;
    this.jobs = jobs;
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
  public Uni<Response> submit(
      @HeaderParam("Idempotency-Key") String key,
      @RequestBody(
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = JobSpec.class)),
                @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA,
                    schema = @Schema(ref = "#/components/schemas/JobForm"))
              })
          InputStream stream)
      throws IOException {
    byte[] body = stream.readNBytes(Limits.BODY + 1);
    if (body.length > Limits.BODY) {
      throw new ProblemException(
          ProblemType.BODY_TOO_LARGE, "A body has at most " + Limits.BODY + " bytes.");
    }
    var spec = specs.read(body);
    specs.check(spec, Optional.empty());
    var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var submission =
        new Submission(
            JobIds.next(at.toEpochMilli()),
            Submitter.of(caller),
            at,
            spec,
            specs.key(key),
            BodyHash.of(body));
    return submissions
        .submit(submission)
        .map(
            taken ->
                Response.status(taken.status())
                    .location(URI.create("/v1/jobs/" + taken.job().id()))
                    .tag(taken.job().tag())
                    .entity(taken.job())
                    .build());
  }

  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
  public Uni<JobPage> list(
      @QueryParam("state") String state,
      @QueryParam("name") String name,
      @QueryParam("limit") @DefaultValue("50") String size,
      @QueryParam("cursor") String cursor) {
    int limit = size.matches("[0-9]{1,4}") ? Integer.parseInt(size) : 0;
    if (limit < 1 || limit > Limits.PAGE) {
      throw invalid("limit is from 1 to " + Limits.PAGE + ".");
    }
    if (cursor != null && !JobIds.isValid(cursor)) {
      throw invalid("cursor is what 'next' of the page before said.");
    }
    JobState wanted =
        state == null
            ? null
            : JobStore.stateOf(state)
                .orElseThrow(() -> invalid("state is a job's state, such as Running."));
    return jobs.list(caller.tenant(), wanted, name, cursor, limit);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.VIEWER, Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
  public Uni<Response> get(@PathParam("id") String id, @Context Request request) {
    return jobs.find(caller.tenant(), id)
        .map(
            found -> {
              Job job = found.orElseThrow(NoSuchJob::problem);
              var tag = new EntityTag(job.tag());
              var unchanged = job.progress() == null ? request.evaluatePreconditions(tag) : null;
              return (unchanged == null ? Response.ok(job) : unchanged).tag(tag).build();
            });
  }

  @POST
  @Path("/{id}/cancel")
  @RolesAllowed({Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
  public Uni<Response> cancel(@PathParam("id") String id) {
    return cancellations
        .cancel(caller.tenant(), Submitter.of(caller).name(), id)
        .map(
            taken ->
                Response.status(taken.status()).tag(taken.job().tag()).entity(taken.job()).build());
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemType.INVALID_REQUEST, detail);
  }
}
