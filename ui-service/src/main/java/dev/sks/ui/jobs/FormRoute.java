package dev.sks.ui.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.contract.JobIds;
import dev.sks.ui.door.DoorProblems;
import dev.sks.ui.door.Doorman;
import dev.sks.ui.door.PathGuard;
import dev.sks.ui.proxy.Routes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * {@code POST /v1/jobs} as a form. Its input goes to the manager while it arrives, under the job's
 * id to be; if the job is not taken, the input is taken back.
 */
@ApplicationScoped
class FormRoute {

  private static final Logger LOG = Logger.getLogger(FormRoute.class);

  private final Doorman doorman;
  private final DoorProblems problems;
  private final SpecReader specs;
  private final FormSpec formSpec;
  private final Submissions submissions;
  private final JobInputs inputs;
  private final ObjectMapper json;

  FormRoute(
      Doorman doorman,
      DoorProblems problems,
      SpecReader specs,
      FormSpec formSpec,
      Submissions submissions,
      JobInputs inputs,
      ObjectMapper json) {
    this.doorman = doorman;
    this.problems = problems;
    this.specs = specs;
    this.formSpec = formSpec;
    this.submissions = submissions;
    this.inputs = inputs;
    this.json = json;
  }

  void install(@Observes Router router) {
    router.post("/v1/jobs").order(Routes.ORDER).handler(this::handle);
  }

  private void handle(RoutingContext ctx) {
    if (!PathGuard.isForm(ctx)) {
      ctx.next();
      return;
    }
    doorman.admit(ctx, Doorman.WRITERS, token -> receive(ctx, token));
  }

  private void receive(RoutingContext ctx, JsonWebToken token) {
    var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String job = JobIds.next(at.toEpochMilli());
    var key = specs.key(ctx.request().getHeader("Idempotency-Key"));
    var form = new SubmitForm(ctx.request(), () -> inputs.open(job, token.getRawToken()));
    form.read()
        .onFailure(
            e -> {
              takeBack(form, job, token);
              problems.send(ctx, e);
            })
        .onSuccess(
            parts -> {
              try {
                var spec = formSpec.of(parts, job);
                var submission =
                    new Submission(job, Submitter.of(token), at, spec, key, parts.hash());
                submit(ctx, submission, form, token);
              } catch (IOException | RuntimeException e) {
                takeBack(form, job, token);
                problems.send(ctx, e);
              }
            });
  }

  private void submit(
      RoutingContext ctx, Submission submission, SubmitForm form, JsonWebToken token) {
    submissions
        .submit(submission)
        .subscribe()
        .with(
            taken -> {
              if (!taken.job().id().equals(submission.job())) {
                takeBack(form, submission.job(), token);
              }
              respond(ctx, taken);
            },
            e -> {
              submissions
                  .isOpen(submission)
                  .subscribe()
                  .with(
                      open -> {
                        if (!open) {
                          takeBack(form, submission.job(), token);
                        }
                      },
                      unknown -> LOG.warnf("Input may stay job=%s", submission.job()));
              problems.send(ctx, e);
            });
  }

  private void takeBack(SubmitForm form, String job, JsonWebToken token) {
    if (form.hasInput()) {
      inputs.takeBack(job, token.getRawToken());
    }
  }

  private void respond(RoutingContext ctx, Submitted taken) {
    try {
      ctx.response()
          .setStatusCode(taken.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .putHeader(HttpHeaders.LOCATION, "/v1/jobs/" + taken.job().id())
          .putHeader(HttpHeaders.ETAG, '"' + taken.job().tag() + '"')
          .end(Buffer.buffer(json.writeValueAsBytes(taken.job())));
    } catch (IOException e) {
      problems.send(ctx, e);
    }
  }
}
