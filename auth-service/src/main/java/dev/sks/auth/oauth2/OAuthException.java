package dev.sks.auth.oauth2;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** Leaves the token endpoint as an error response of RFC 6749, 5.2. */
class OAuthException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The errors this endpoint knows. */
  enum Code {
    INVALID_REQUEST,
    INVALID_CLIENT,
    INVALID_GRANT,
    UNSUPPORTED_GRANT_TYPE
  }

  /** The body. */
  public record Body(String error, @JsonProperty("error_description") String errorDescription) {}

  private final Code code;
  private final boolean basic;

  OAuthException(Code code, String description) {
    this(code, description, false);
  }

  /**
   * An error.
   *
   * @param basic whether the client used the Authorization header, so that the answer must name a
   *     scheme
   */
  OAuthException(Code code, String description, boolean basic) {
    super(description);
    this.code = code;
    this.basic = basic;
  }

  Response response() {
    int status = code == Code.INVALID_CLIENT ? 401 : 400;
    var response =
        unstored(Response.status(status))
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new Body(code.name().toLowerCase(Locale.ROOT), getMessage()));
    if (basic) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"sks\"");
    }
    return response.build();
  }

  static Response.ResponseBuilder unstored(Response.ResponseBuilder response) {
    return response.header(HttpHeaders.CACHE_CONTROL, "no-store").header("Pragma", "no-cache");
  }
}
