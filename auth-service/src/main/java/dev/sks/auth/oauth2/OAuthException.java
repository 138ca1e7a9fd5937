package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;

/** Leaves a protocol endpoint as an error response of RFC 6749, 5.2. */
public class OAuthException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ErrorObject error;

  public OAuthException(ErrorObject error, String description) {
    super(error.getCode() + ": " + description);
    // RFC 6749, 5.2 knows two.
    int status = OAuth2Error.INVALID_CLIENT.equals(error) ? 401 : 400;
    this.error = error.setDescription(description).setHTTPStatusCode(status);
  }

  /** What the parser said of the request. */
  public static OAuthException of(ParseException e) {
    ErrorObject error =
        e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject();
    var refused =
        new OAuthException(
            error, ErrorObject.removeIllegalChars(e.getMessage() == null ? "" : e.getMessage()));
    refused.initCause(e);
    return refused;
  }

  public ErrorObject error() {
    return error;
  }
}
