package dev.sks.auth.sessions;

import dev.sks.auth.door.Fields;

/** A body that asks for a token of another tenant. */
public record SwitchRequest(String refreshToken, String tenant) {

  private static final int LONGEST = 200;

  void check() {
    Fields.of(this).text("refreshToken", refreshToken, LONGEST).label("tenant", tenant).done();
  }
}
