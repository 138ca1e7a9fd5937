package dev.sks.manager.etcd;

/** etcd will never take this request, for instance because it is too large. */
public class EtcdRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  EtcdRefusedException(Throwable cause) {
    super("etcd refused: " + cause.getMessage(), cause);
  }
}
