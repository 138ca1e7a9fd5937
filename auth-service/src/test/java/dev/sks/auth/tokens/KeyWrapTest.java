package dev.sks.auth.tokens;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyWrapTest {

  private static final byte[] PLAIN = {1, 2, 3};

  private final KeyWrap wrap = new KeyWrap(key(1));

  @Test
  void whatIsWrappedIsUnwrapped() throws GeneralSecurityException {
    assertArrayEquals(PLAIN, wrap.unwrap("a", wrap.wrap("a", PLAIN)));
  }

  @Test
  void anotherKeyAnotherIdOrAChangeIsRefused() throws GeneralSecurityException {
    byte[] wrapped = wrap.wrap("a", PLAIN);
    assertThrows(GeneralSecurityException.class, () -> new KeyWrap(key(2)).unwrap("a", wrapped));
    assertThrows(GeneralSecurityException.class, () -> wrap.unwrap("b", wrapped));
    wrapped[wrapped.length - 1] ^= 1;
    assertThrows(GeneralSecurityException.class, () -> wrap.unwrap("a", wrapped));
  }

  private static SecretKey key(int fill) {
    var bytes = new byte[KeyFile.BYTES];
    Arrays.fill(bytes, (byte) fill);
    return new SecretKeySpec(bytes, "AES");
  }
}
