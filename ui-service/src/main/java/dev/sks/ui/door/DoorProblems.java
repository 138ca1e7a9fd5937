package dev.sks.ui.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.base.problem.ProblemException;
import dev.sks.base.problem.ProblemMappers;
import dev.sks.contract.JobIds;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/** Answers, on routes, with problems and JSON as the resources do. */
@ApplicationScoped
public class DoorProblems {

  private static final Logger LOG = Logger.getLogger(DoorProblems.class);

  private final ObjectMapper json;
  private final ProblemMappers mappers;

  DoorProblems(ObjectMapper json) {
    this.json = json;
    this.mappers = new ProblemMappers();
  }

  public void send(RoutingContext ctx, Problem problem) {
    send(ctx, ProblemMappers.respond(problem));
  }

  /** Any failure; the unexpected ones are logged. */
  public void send(RoutingContext ctx, Throwable failure) {
    if (failure instanceof ProblemException expected) {
      send(ctx, expected.problem());
    } else if (failure instanceof JsonProcessingException unreadable) {
      send(ctx, mappers.unreadable(unreadable));
    } else if (StoreOutage.isOne(failure)) {
      send(ctx, StoreOutage.problem());
    } else {
      String occurrence = JobIds.next(System.currentTimeMillis());
      LOG.errorf(failure, "Request failed unexpectedly instance=%s", occurrence);
      send(
          ctx,
          ProblemType.INTERNAL
              .with("Try again; if it happens again, tell the operator this instance.")
              .at(occurrence));
    }
  }

  /** Writes the response, or nothing if one has begun or the client has gone. */
  public void send(RoutingContext ctx, Response response) {
    var out = ctx.response();
    if (out.headWritten() || out.closed()) {
      if (!out.ended()) {
        out.reset();
      }
      return;
    }
    out.setStatusCode(response.getStatus());
    response.getStringHeaders().forEach((name, values) -> out.headers().set(name, values));
    var request = ctx.request();
    if (!request.isEnded()) {
      if (hasBody(request)) {
        // What is left of it goes nowhere, and no other request follows it.
        out.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.handler(rest -> {});
      }
      request.resume();
    }
    out.end(Buffer.buffer(bytes(response.getEntity())));
  }

  /** Whether a body comes with the request. */
  public static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && !length.equals("0")
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private byte[] bytes(Object entity) {
    try {
      return json.writeValueAsBytes(entity);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("can't be written as JSON: " + entity.getClass(), e);
    }
  }
}
