package dev.sks.ui.door;

import dev.sks.contract.Limits;
import dev.sks.contract.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses, before any route, paths that a router would bend and JSON bodies that are too large. */
@ApplicationScoped
public class PathGuard {

  /** Before authentication and all routes. */
  private static final int FIRST = -10_000;

  private final DoorProblems problems;

  PathGuard(DoorProblems problems) {
    this.problems = problems;
  }

  void install(@Observes Router router) {
    router.route().order(FIRST).handler(this::guard);
  }

  private void guard(RoutingContext ctx) {
    String path = ctx.request().path();
    if (path == null || RawPath.isCrooked(path)) {
      boolean data = path != null && path.startsWith(RawPath.DATA);
      problems.send(
          ctx,
          (data ? ProblemType.INVALID_DATA_NAME : ProblemType.INVALID_REQUEST)
              .with("A path has no '.', '..' or empty segments, and its escapes are UTF-8."));
    } else if (!isStream(ctx, path) && contentLength(ctx) > Limits.BODY) {
      problems.send(
          ctx,
          ProblemType.BODY_TOO_LARGE.with(
              "A body has at most " + Limits.BODY + " bytes; upload data with PUT /v1/data/…"));
    } else {
      ctx.next();
    }
  }

  private static boolean isStream(RoutingContext ctx, String path) {
    return path.startsWith(RawPath.DATA) && ctx.request().method() == HttpMethod.PUT
        || isForm(ctx) && path.equals("/v1/jobs");
  }

  /** Whether the body is a multipart form. */
  public static boolean isForm(RoutingContext ctx) {
    String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.toLowerCase().startsWith("multipart/form-data");
  }

  private static long contentLength(RoutingContext ctx) {
    String length = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
  }
}
