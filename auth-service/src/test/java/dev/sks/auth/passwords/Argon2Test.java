package dev.sks.auth.passwords;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {

  private static final Argon2 QUICK = new Argon2(64, 1, 1);

  @Test
  void aHashMatchesItsPasswordOnly() {
    String hash = QUICK.hash("κωδικός πρόσβασης");
    assertTrue(Argon2.matches("κωδικός πρόσβασης", hash));
    assertFalse(Argon2.matches("κωδικός πρόσβασησ", hash));
  }

  @Test
  void aHashCarriesItsParametersAndASaltOfItsOwn() {
    String hash = QUICK.hash("secret");
    assertTrue(hash.startsWith("$argon2id$v=19$m=64,t=1,p=1$"), hash);
    assertNotEquals(hash, QUICK.hash("secret"));
  }

  /** Made with the reference implementation, so the encoding is the one others read and write. */
  @Test
  void hashesOfTheReferenceImplementationAreRead() {
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertTrue(Argon2.matches("password", reference));
    assertFalse(Argon2.matches("differentpassword", reference));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ"
      })
  void whatIsNoHashIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Argon2.matches("password", text));
  }
}
