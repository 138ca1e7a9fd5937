package dev.sks.auth.clients;

import dev.sks.auth.passwords.Secrets;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** A row of a client. */
@Entity
@Table(name = "clients")
public class RegisteredClient {

  /** The public client of our own command line, there from the start. */
  public static final String CLI = "sks-cli";

  @Id String id;

  String name;

  /** SHA-256, or null of a public client. */
  @Column(name = "secret_hash")
  byte[] secretHash;

  /** One a line. */
  @Column(name = "redirect_uris")
  String redirectUris;

  /** Whether it may use the device flow. */
  boolean device;

  @Column(name = "created_at")
  Instant createdAt;

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public boolean isPublic() {
    return secretHash == null;
  }

  public boolean mayUseDevices() {
    return device;
  }

  public boolean hasSecret(String secret) {
    return !isPublic() && Secrets.matches(secret, secretHash);
  }

  /** Whether an answer may go to this address. */
  public boolean redirectsTo(URI wanted) {
    return redirectUris().stream()
        .anyMatch(registered -> RedirectUris.isSame(URI.create(registered), wanted));
  }

  List<String> redirectUris() {
    return redirectUris.lines().toList();
  }
}
