package dev.sks.embedded.tls;

import java.nio.file.Path;

/**
 * How stores that speak TLS only are entered.
 *
 * @param ca who vouches for the stores
 * @param server what the stores have
 * @param client what etcd asks its clients for
 * @param user of Kafka, who may do everything there
 */
public record StoreTls(Path ca, Issued server, Issued client, String user, String password) {

  private static final String USER = "sks";

  /** New certificates in this folder. */
  public static StoreTls in(Path folder, String password) {
    Authority authority = Authority.in(folder);
    return new StoreTls(
        authority.certificate(),
        authority.issue("stores"),
        authority.issue("services"),
        USER,
        password);
  }
}
