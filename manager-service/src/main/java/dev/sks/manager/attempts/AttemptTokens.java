package dev.sks.manager.attempts;

import dev.sks.manager.launch.AttemptRef;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets of attempts: {@code base64url(tenant).job.attempt.hmac}. Nothing is stored, since the
 * last part proves the others.
 */
final class AttemptTokens {

  private static final String HMAC = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int LONGEST = 512;

  private final SecretKeySpec key;

  AttemptTokens(byte[] key) {
    this.key = new SecretKeySpec(key, HMAC);
  }

  String issue(AttemptRef attempt) {
    String subject =
        ENCODER.encodeToString(attempt.tenant().getBytes(StandardCharsets.UTF_8))
            + "."
            + attempt.job()
            + "."
            + attempt.attempt();
    return subject + "." + ENCODER.encodeToString(sign(subject));
  }

  /** Whose token it is; empty if we never issued it. */
  Optional<AttemptRef> verify(String token) {
    if (token == null || token.length() > LONGEST) {
      return Optional.empty();
    }
    int end = token.lastIndexOf('.');
    String[] parts = token.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    String expected = ENCODER.encodeToString(sign(token.substring(0, end)));
    boolean genuine =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            parts[3].getBytes(StandardCharsets.UTF_8));
    return genuine ? Optional.of(read(parts)) : Optional.empty();
  }

  private static AttemptRef read(String[] parts) {
    String tenant = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    return new AttemptRef(tenant, parts[1], Integer.parseInt(parts[2]));
  }

  private byte[] sign(String subject) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(subject.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + HMAC, e);
    }
  }
}
