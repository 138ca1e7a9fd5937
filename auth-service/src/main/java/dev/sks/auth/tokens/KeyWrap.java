package dev.sks.auth.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM around a private key; nonce first, and bound to the key's id. */
final class KeyWrap {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;

  KeyWrap(SecretKey key) {
    this.key = key;
  }

  byte[] wrap(String kid, byte[] plain) throws GeneralSecurityException {
    var nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, kid, nonce).doFinal(plain);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * The private key's bytes.
   *
   * @throws GeneralSecurityException if it was wrapped with another key, for another id, or changed
   */
  byte[] unwrap(String kid, byte[] wrapped) throws GeneralSecurityException {
    var in = ByteBuffer.wrap(wrapped);
    var nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    var sealed = new byte[in.remaining()];
    in.get(sealed);
    return cipher(Cipher.DECRYPT_MODE, kid, nonce).doFinal(sealed);
  }

  private Cipher cipher(int mode, String kid, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
