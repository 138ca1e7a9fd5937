package dev.sks.manager.attempts;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.AttemptProgress;
import dev.sks.contract.AttemptResult;
import dev.sks.contract.Failure;
import dev.sks.contract.Limits;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.progress.ProgressRelay;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;

/** Reports of attempts; 204, or 409 when another attempt has taken over. */
@Path("/v1/attempts/{job}/{attempt}")
@Consumes(MediaType.APPLICATION_JSON)
public class AttemptsResource {

  private static final String BEARER = "Bearer ";
  private static final Pattern PART_NAME = Pattern.compile("part-[0-9]{5}\\.jsonl");
  private static final int COUNTERS = 100;

  @PathParam("job")
  String job;

  @PathParam("attempt")
  int attempt;

  @HeaderParam(HttpHeaders.AUTHORIZATION)
  String authorization;

  private final AttemptIdentity identity;
  private final AttemptReports reports;
  private final ProgressRelay progress;

  AttemptsResource(AttemptIdentity identity, AttemptReports reports, ProgressRelay progress) {
    this.identity = identity;
    this.reports = reports;
    this.progress = progress;
  }

  @POST
  @Path("/claim")
  @Consumes(MediaType.WILDCARD)
  public void claim() {
    requireCurrent(reports.claim(caller()));
  }

  @POST
  @Path("/progress")
  public void progress(AttemptProgress report) {
    AttemptRef caller = caller();
    require(report != null, "", "a progress report is needed");
    requireCurrent(progress.relay(caller, report));
  }

  @POST
  @Path("/failure")
  public void failure(Failure failure) {
    AttemptRef caller = caller();
    require(failure != null && failure.failure() != null, "failure", "a failure class is needed");
    require(failure.message() != null, "message", "a sentence is needed");
    requireCurrent(reports.fail(caller, failure));
  }

  @POST
  @Path("/commit")
  public void commit(AttemptResult result) {
    AttemptRef caller = caller();
    require(result != null, "", "a result is needed");
    require(result.parts().size() <= Limits.REDUCERS, "parts", "at most " + Limits.REDUCERS);
    require(
        result.parts().stream().allMatch(part -> PART_NAME.matcher(part.name()).matches()),
        "parts",
        "a part is named part-NNNNN.jsonl");
    require(result.counters().size() <= COUNTERS, "counters", "at most " + COUNTERS);
    requireCurrent(reports.commit(caller, result));
  }

  private AttemptRef caller() {
    boolean bearer = authorization != null && authorization.startsWith(BEARER);
    return identity
        .verify(bearer ? authorization.substring(BEARER.length()) : null)
        .filter(ref -> ref.job().equals(job) && ref.attempt() == attempt)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.UNAUTHENTICATED,
                    "Send the attempt's own token as 'Authorization: Bearer …'."));
  }

  private static void require(boolean holds, String field, String otherwise) {
    if (!holds) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          "Correct the report: " + otherwise + ".",
          List.of(new Violation(field, otherwise)));
    }
  }

  private void requireCurrent(boolean current) {
    if (!current) {
      throw new ProblemException(
          ProblemType.ATTEMPT_SUPERSEDED,
          "Attempt " + attempt + " of job " + job + " is not the current one: end it.");
    }
  }
}
