package dev.sks.auth.tokens;

import dev.sks.auth.passwords.Secrets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;

/** Turns rows into keys and new keys into rows. */
final class KeyPairs {

  private static final String RSA = "RSA";
  private static final int BITS = 2048;
  private static final int KID_BYTES = 12;

  private final KeyWrap wrap;

  KeyPairs(KeyWrap wrap) {
    this.wrap = wrap;
  }

  /** A new key. Takes a good part of a second. */
  SigningKey create(Instant now, Instant activeFrom) {
    try {
      var generator = KeyPairGenerator.getInstance(RSA);
      generator.initialize(BITS);
      var pair = generator.generateKeyPair();
      var key = new SigningKey();
      key.kid = Secrets.random(KID_BYTES);
      key.publicKey = pair.getPublic().getEncoded();
      key.wrappedPrivateKey = wrap.wrap(key.kid, pair.getPrivate().getEncoded());
      key.createdAt = now;
      key.activeFrom = activeFrom;
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no signing key can be made", e);
    }
  }

  RSAPublicKey publicKey(SigningKey key) {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance(RSA).generatePublic(new X509EncodedKeySpec(key.publicKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing key " + key.kid + " is not readable", e);
    }
  }

  PrivateKey privateKey(SigningKey key) {
    try {
      byte[] bytes = wrap.unwrap(key.kid, key.wrappedPrivateKey);
      return KeyFactory.getInstance(RSA).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "signing key "
              + key.kid
              + " was wrapped with another key: put the key file back that SKS_KEY_FILE named when"
              + " this database was made",
          e);
    }
  }
}
