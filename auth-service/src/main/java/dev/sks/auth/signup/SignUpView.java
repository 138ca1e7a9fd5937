package dev.sks.auth.signup;

import java.time.Instant;
import java.util.UUID;

/** What somebody gets who signed up; the key's secret is shown this once. */
public record SignUpView(
    UUID id, String name, String tenant, String role, Instant createdAt, Key apiKey) {

  /** The first key. */
  public record Key(String id, String secret) {}

  static SignUpView of(SignedUp made) {
    var account = made.account();
    return new SignUpView(
        account.id(),
        account.name(),
        account.tenant(),
        account.role(),
        account.createdAt(),
        new Key(made.key().id(), made.key().secret()));
  }
}
