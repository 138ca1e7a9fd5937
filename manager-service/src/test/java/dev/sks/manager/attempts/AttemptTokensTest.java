package dev.sks.manager.attempts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.manager.launch.AttemptRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTokensTest {

  private static final AttemptRef ATTEMPT = new AttemptRef("acme", "a1k7v0j82ud9u09318p5bcd3d4", 2);

  private final AttemptTokens tokens = new AttemptTokens(new byte[32]);

  @Test
  void tokenNamesItsAttempt() {
    assertEquals(Optional.of(ATTEMPT), tokens.verify(tokens.issue(ATTEMPT)));
  }

  @Test
  void tokenOfAnotherKeyIsNone() {
    var other = new byte[32];
    other[0] = 1;
    assertEquals(Optional.empty(), tokens.verify(new AttemptTokens(other).issue(ATTEMPT)));
  }

  @Test
  void tokenCannotBeMadeAnothers() {
    String token = tokens.issue(ATTEMPT);
    assertEquals(Optional.empty(), tokens.verify(token.replace(".2.", ".3.")));
    assertEquals(Optional.empty(), tokens.verify(token.substring(0, token.length() - 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "...", "a.b.c", "a.b.1.", "eyJhbGciOiJub25lIn0.e30.", "é.é.é.é"})
  void anythingElseIsNone(String token) {
    assertEquals(Optional.empty(), tokens.verify(token));
  }
}
