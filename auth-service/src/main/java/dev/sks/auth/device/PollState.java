package dev.sks.auth.device;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import dev.sks.auth.oauth2.OAuthException;

/** How a device stands, and what it hears unless it is allowed (RFC 8628, 3.5). */
enum PollState {
  ALLOWED(null, ""),
  WAITING(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING, "nobody has let the device in yet"),
  TOO_SOON(DeviceAuthorizationGrantError.SLOW_DOWN, "wait five seconds longer between polls"),
  DENIED(OAuth2Error.ACCESS_DENIED, "the device was refused"),
  EXPIRED(DeviceAuthorizationGrantError.EXPIRED_TOKEN, "the code is over: start again"),
  UNKNOWN(OAuth2Error.INVALID_GRANT, "the device code is unknown or used");

  private final ErrorObject error;
  private final String description;

  PollState(ErrorObject error, String description) {
    this.error = error;
    this.description = description;
  }

  OAuthException refusal() {
    return new OAuthException(error, description);
  }
}
