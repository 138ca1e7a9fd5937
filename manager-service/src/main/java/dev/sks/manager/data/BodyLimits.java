package dev.sks.manager.data;

import dev.sks.base.json.BusJson;
import dev.sks.base.problem.ProblemMappers;
import dev.sks.contract.Limits;
import dev.sks.contract.ProblemType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Uploads are as long as the disk allows; every other body is small. */
@ApplicationScoped
class BodyLimits {

  private static final int BEFORE_OTHERS = 1000;

  void register(@Observes Filters filters) {
    filters.register(BodyLimits::limit, BEFORE_OTHERS);
  }

  private static void limit(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
    if (isUpload(context)) {
      context.next();
    } else if (length != null && Long.parseLong(length) > Limits.BODY) {
      var problem = ProblemType.BODY_TOO_LARGE.with("At most " + Limits.BODY + " bytes.");
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader(HttpHeaderNames.CONTENT_TYPE, ProblemMappers.MEDIA_TYPE)
          .putHeader(HttpHeaderNames.CONNECTION, "close")
          .end(io.vertx.core.buffer.Buffer.buffer(BusJson.write(problem)));
    } else {
      // Of a body without a length, the readers of bodies look here.
      context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, (long) Limits.BODY);
      context.next();
    }
  }

  private static boolean isUpload(RoutingContext context) {
    String path = context.normalizedPath();
    return context.request().method() == HttpMethod.PUT
        && (path.startsWith("/v1/data/") || path.endsWith("/input"));
  }
}
