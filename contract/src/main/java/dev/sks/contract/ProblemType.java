package dev.sks.contract;

import java.util.List;

/**
 * The catalogue of problems (RFC 9457): stable code, status and title of everything that can go
 * wrong at a door. The type URI is {@code https://sks.dev/problems/<code>}; it is an identifier.
 */
public enum ProblemType {
  INVALID_REQUEST("invalid-request", 400, "The request is not valid"),
  UNKNOWN_FIELD("unknown-field", 400, "The request has a field that does not exist"),
  INVALID_DATA_NAME("invalid-data-name", 400, "The data name is not valid"),
  UNAUTHENTICATED("unauthenticated", 401, "A valid bearer token is needed"),
  INVALID_CREDENTIALS("invalid-credentials", 401, "Name or secret is wrong"),
  PASSWORD_CHANGE_REQUIRED("password-change-required", 403, "A new password must be chosen"),
  FORBIDDEN("forbidden", 403, "The role does not allow this"),
  SIGN_UP_CLOSED("sign-up-closed", 403, "Sign-up is closed"),
  NOT_FOUND("not-found", 404, "Not found"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not allowed here"),
  NOT_ACCEPTABLE("not-acceptable", 406, "Not acceptable"),
  CONFLICT("conflict", 409, "The request conflicts with what is there"),
  NAME_TAKEN("name-taken", 409, "The name is taken"),
  IDEMPOTENCY_IN_FLIGHT("idempotency-in-flight", 409, "The first request is still in flight"),
  NOT_FINISHED("not-finished", 409, "The job has not succeeded"),
  ATTEMPT_SUPERSEDED("attempt-superseded", 409, "The attempt is no longer the job's"),
  PRECONDITION_FAILED("precondition-failed", 412, "It has changed in the meantime"),
  BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not supported"),
  RANGE_NOT_SATISFIABLE("range-not-satisfiable", 416, "The range is outside the object"),
  INPUT_MISSING("input-missing", 422, "An input does not exist"),
  INVALID_PROGRAM("invalid-program", 422, "The program can't run"),
  OVER_QUOTA("over-quota", 422, "The job is too large for the tenant's quota"),
  IDEMPOTENCY_MISMATCH("idempotency-mismatch", 422, "The key was used for another request"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
  TOO_MANY_JOBS("too-many-jobs", 429, "The tenant has too many jobs"),
  INTERNAL("internal", 500, "Something went wrong on our side"),
  UNAVAILABLE("unavailable", 503, "A part of SKS can't be reached"),
  STORAGE_FULL("storage-full", 507, "The storage is full");

  private static final String BASE = "https://sks.dev/problems/";

  private final String code;
  private final int status;
  private final String title;

  ProblemType(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** A problem of this type; the detail says what to do. */
  public Problem with(String detail) {
    return with(detail, List.of());
  }

  /** A problem of this type that names the fields at fault. */
  public Problem with(String detail, List<Violation> errors) {
    return new Problem(BASE + code, code, title, status, detail, null, errors);
  }
}
