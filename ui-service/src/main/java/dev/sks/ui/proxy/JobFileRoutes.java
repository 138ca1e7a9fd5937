package dev.sks.ui.proxy;

import dev.sks.base.json.BusJson;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.JobState;
import dev.sks.contract.JobStatus;
import dev.sks.contract.ProblemType;
import dev.sks.ui.door.DoorProblems;
import dev.sks.ui.door.Doorman;
import dev.sks.ui.readmodel.Job;
import dev.sks.ui.readmodel.JobStore;
import dev.sks.ui.readmodel.NoSuchJob;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Results and logs: the read model says whose they are, others have them. */
@ApplicationScoped
class JobFileRoutes {

  private final Upstreams upstreams;
  private final Pump pump;
  private final Doorman doorman;
  private final DoorProblems problems;
  private final JobStore jobs;
  private final Vertx vertx;

  JobFileRoutes(
      Upstreams upstreams,
      Pump pump,
      Doorman doorman,
      DoorProblems problems,
      JobStore jobs,
      Vertx vertx) {
    this.upstreams = upstreams;
    this.pump = pump;
    this.doorman = doorman;
    this.problems = problems;
    this.jobs = jobs;
    this.vertx = vertx;
  }

  void install(@Observes Router router) {
    router
        .route("/v1/jobs/:id/results")
        .order(Routes.ORDER)
        .handler(ctx -> withJob(ctx, job -> results(ctx, job, "")));
    router
        .route("/v1/jobs/:id/results/:part")
        .order(Routes.ORDER)
        .handler(ctx -> withJob(ctx, job -> results(ctx, job, "/" + part(ctx))));
    router
        .route("/v1/jobs/:id/logs")
        .order(Routes.ORDER)
        .handler(
            ctx ->
                withJob(
                    ctx,
                    job ->
                        pump.forward(
                            ctx,
                            upstreams.logs(),
                            "/v1/jobs/" + job.id() + "/logs" + DataRoutes.query(ctx))));
  }

  private void results(RoutingContext ctx, Job job, String rest) {
    if (job.state() != JobState.SUCCEEDED) {
      throw new ProblemException(ProblemType.NOT_FINISHED, whyNoResults(job));
    }
    pump.forward(
        ctx,
        upstreams.manager(),
        "/v1/jobs/" + job.id() + "/results" + rest + DataRoutes.query(ctx));
  }

  private void withJob(RoutingContext ctx, Consumer<Job> route) {
    if (ctx.request().method() != HttpMethod.GET) {
      problems.send(ctx, ProblemType.METHOD_NOT_ALLOWED.with("This address knows GET only."));
      return;
    }
    doorman.admit(
        ctx,
        Doorman.READERS,
        token -> {
          var context = vertx.getOrCreateContext();
          jobs.find(token.getClaim("tenant"), ctx.pathParam("id"))
              .map(job -> job.orElseThrow(NoSuchJob::problem))
              .subscribe()
              .with(
                  job -> context.runOnContext(v -> attempt(ctx, () -> route.accept(job))),
                  e -> context.runOnContext(v -> problems.send(ctx, e)));
        });
  }

  private void attempt(RoutingContext ctx, Runnable route) {
    try {
      route.run();
    } catch (RuntimeException e) {
      problems.send(ctx, e);
    }
  }

  private static String part(RoutingContext ctx) {
    String part = ctx.pathParam("part");
    if (!part.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "There is no such part: see ?parts for those there are.");
    }
    return part;
  }

  private static String whyNoResults(Job job) {
    String why = "The job is " + job.state().word() + "; results are there once it is Succeeded.";
    try {
      var status = BusJson.read(job.status().getBytes(StandardCharsets.UTF_8), JobStatus.class);
      return status.failure() == null ? why : why + " " + status.failure().message();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
