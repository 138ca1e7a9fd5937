package dev.sks.auth.identities;

/** A provider did not say who somebody is; the message is for the person. */
final class ProviderException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  private ProviderException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The person, or the provider for them, said no. */
  static ProviderException denied(String label) {
    return new ProviderException(
        400,
        "%s did not let you in: start again, or sign in in another way.".formatted(label),
        null);
  }

  static ProviderException away(String label, Throwable cause) {
    return new ProviderException(
        503,
        "%s can't be reached at this moment: try again in a minute, or sign in in another way."
            .formatted(label),
        cause);
  }

  /** What it said can't be trusted. */
  static ProviderException wrong(String label, Throwable cause) {
    return new ProviderException(
        502,
        "%s gave an answer that is not right: start again; if it stays so, tell the operator."
            .formatted(label),
        cause);
  }

  int status() {
    return status;
  }
}
