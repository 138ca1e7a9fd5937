package dev.sks.ui.proxy;

import dev.sks.ui.door.DoorProblems;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Passes a request on and its response back, a few buffers at a time. When one side goes away, the
 * other is reset: neither a cut upload nor a cut download looks whole.
 */
@ApplicationScoped
class Pump {

  private static final Logger LOG = Logger.getLogger(Pump.class);

  private final DoorProblems problems;
  private final Origins origins;

  Pump(DoorProblems problems, Origins origins) {
    this.problems = problems;
    this.origins = origins;
  }

  /** {@code uri} is what the upstream is asked for, encoded. */
  void forward(RoutingContext ctx, Upstream upstream, String uri) {
    var request = ctx.request();
    request.pause();
    upstream
        .open(request.method(), uri)
        .onSuccess(out -> exchange(ctx, upstream, out))
        .onFailure(e -> problems.send(ctx, upstream.unreachable()));
  }

  private void exchange(RoutingContext ctx, Upstream upstream, HttpClientRequest out) {
    var request = ctx.request();
    HopHeaders.copy(request.headers(), out.headers());
    HopHeaders.tellOrigin(origins.of(request), out.headers());
    // What goes wrong is told by the response's future and by the pipes. Queries carry secrets.
    out.exceptionHandler(e -> LOG.debugf("Request ended early path=%s cause=%s", out.path(), e));
    ctx.response()
        .closeHandler(
            v -> {
              if (!ctx.response().ended()) {
                out.reset();
              }
            });
    out.response()
        .onSuccess(response -> back(ctx, response))
        .onFailure(e -> problems.send(ctx, upstream.unreachable()));
    if (!DoorProblems.hasBody(request)) {
      request.resume();
      out.end();
      return;
    }
    if (!out.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      out.setChunked(true);
    }
    request
        .pipe()
        .endOnFailure(false)
        .to(out)
        .onFailure(
            e -> {
              if (!ctx.response().headWritten()) {
                out.reset();
              }
            });
  }

  private void back(RoutingContext ctx, HttpClientResponse from) {
    var to = ctx.response();
    if (to.closed()) {
      from.request().reset();
      return;
    }
    to.setStatusCode(from.statusCode());
    HopHeaders.copy(from.headers(), to.headers());
    if (!ctx.request().isEnded()) {
      // Answered before it had read all: the rest goes nowhere.
      to.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    if (isBodiless(ctx.request().method(), from.statusCode())) {
      to.end();
      return;
    }
    if (!to.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      to.setChunked(true);
    }
    from.pipe()
        .endOnFailure(false)
        .to(to)
        .onSuccess(
            v -> {
              if (!ctx.request().isEnded()) {
                // The upstream has said all it will; it need not wait for a body nobody sends.
                from.request().reset();
              }
            })
        .onFailure(
            e -> {
              from.request().reset();
              if (!to.closed()) {
                to.reset();
              }
            });
  }

  private static boolean isBodiless(HttpMethod method, int status) {
    return method == HttpMethod.HEAD || status == 204 || status == 304;
  }
}
