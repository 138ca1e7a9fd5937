package dev.sks.embedded;

/**
 * Where clients find the stores.
 *
 * @param bind address the stores listen on
 * @param name host name that Kafka and etcd tell their clients
 */
public record Door(String bind, String name) {
  /** For processes of this machine only. */
  public static final Door LOOPBACK = new Door("127.0.0.1", "127.0.0.1");

  public boolean isLoopback() {
    return equals(LOOPBACK);
  }
}
