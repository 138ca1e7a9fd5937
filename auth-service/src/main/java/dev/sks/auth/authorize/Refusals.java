package dev.sks.auth.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import java.net.URI;
import java.util.Optional;

/** How a request for a code is refused. */
final class Refusals {

  /** To the person: the client or its address is not known, so nothing may go there. */
  static final class OnPage extends RuntimeException {

    private static final long serialVersionUID = 1;

    OnPage(String message) {
      super(message);
    }
  }

  /** To the client, at its address. */
  static final class ToClient extends RuntimeException {

    private static final long serialVersionUID = 1;

    final transient URI redirect;
    final transient ErrorObject error;
    final transient Optional<String> state;

    ToClient(URI redirect, ErrorObject error, Optional<String> state) {
      super(error.toString());
      this.redirect = redirect;
      this.error = error;
      this.state = state;
    }
  }

  private Refusals() {}
}
