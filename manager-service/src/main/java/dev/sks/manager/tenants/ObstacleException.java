package dev.sks.manager.tenants;

/** Something that only people can remove is in a tenant's way; the message says what and how. */
final class ObstacleException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ObstacleException(String message) {
    super(message);
  }
}
