package dev.sks.manager.etcd;

/** etcd did not answer in time, so whether a write happened is unknown: read again, then retry. */
public class EtcdUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  EtcdUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
