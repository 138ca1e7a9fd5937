package dev.sks.base.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.sks.contract.JobIds;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error of a door becomes a problem of the catalogue; the unexpected ones are logged. */
public class ProblemMappers {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  public Response problem(ProblemException e) {
    return respond(e.problem());
  }

  @ServerExceptionMapper
  public Response unauthorized(UnauthorizedException e) {
    return unauthenticated();
  }

  @ServerExceptionMapper
  public Response authenticationFailed(AuthenticationFailedException e) {
    return invalidToken();
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e) {
    return respond(
        ProblemType.FORBIDDEN.with("Ask an owner of the tenant for a role that allows it."));
  }

  @ServerExceptionMapper
  public Response unreadable(JsonProcessingException e) {
    return respond(problemOf(e));
  }

  /** Quarkus maps these more exactly than their parent, and says nothing to the caller. */
  @ServerExceptionMapper
  public Response mismatched(MismatchedInputException e) {
    return respond(problemOf(e));
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException unreadable) {
      return respond(problemOf(unreadable));
    }
    int status = e.getResponse().getStatus();
    return Arrays.stream(ProblemType.values())
        .filter(type -> type.status() == status)
        .findFirst()
        .map(type -> respond(type.with(detailOf(type, e))))
        .orElseGet(() -> e.getResponse());
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable e) {
    String occurrence = JobIds.next(System.currentTimeMillis());
    LOG.errorf(e, "Request failed unexpectedly instance=%s", occurrence);
    return respond(
        ProblemType.INTERNAL
            .with("Try again; if it happens again, tell the operator this instance.")
            .at(occurrence));
  }

  /** A response that carries the problem. */
  public static Response respond(Problem problem) {
    return respond(problem, "Bearer");
  }

  /** The answer to a request without a token. */
  public static Response unauthenticated() {
    return respond(noToken());
  }

  /** The answer to a token that came and does not count (RFC 6750, 3). */
  public static Response invalidToken() {
    return respond(noToken(), "Bearer error=\"invalid_token\"");
  }

  private static Response respond(Problem problem, String challenge) {
    var response =
        Response.status(problem.status())
            .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
            .entity(problem);
    if (problem.status() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
    if (problem.status() == 503) {
      response.header(HttpHeaders.RETRY_AFTER, "2");
    }
    return response.build();
  }

  private static Problem noToken() {
    return ProblemType.UNAUTHENTICATED.with(
        "The token is missing, expired or not ours: sign in and send it as 'Authorization:"
            + " Bearer …'.");
  }

  private static String detailOf(ProblemType type, WebApplicationException e) {
    return switch (type) {
      case NOT_FOUND -> "Nothing is at this address; see /openapi for what there is.";
      case METHOD_NOT_ALLOWED -> "This address knows other methods; see /openapi.";
      default -> e.getMessage() == null ? type.title() : e.getMessage();
    };
  }

  private static Problem problemOf(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      String field = path(unknown);
      return ProblemType.UNKNOWN_FIELD.with(
          "The field '" + field + "' does not exist; see /openapi for the fields.",
          List.of(new Violation(field, "does not exist")));
    }
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field = path(mapping);
      return ProblemType.INVALID_REQUEST.with(
          "The field '" + field + "' has a value of the wrong kind" + where + ".",
          List.of(new Violation(field, e.getOriginalMessage())));
    }
    return ProblemType.INVALID_REQUEST.with("The body is not valid JSON" + where + ".");
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }
}
