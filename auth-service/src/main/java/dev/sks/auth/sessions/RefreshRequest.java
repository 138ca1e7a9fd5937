package dev.sks.auth.sessions;

import dev.sks.auth.door.Fields;

/** A body with a refresh token. */
public record RefreshRequest(String refreshToken) {

  private static final int LONGEST = 200;

  void check() {
    Fields.of(this).text("refreshToken", refreshToken, LONGEST).done();
  }
}
