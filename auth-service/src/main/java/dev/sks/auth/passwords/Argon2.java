package dev.sks.auth.passwords;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id hashes as PHC strings ({@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}), so that a hash
 * keeps the parameters it was made with. Slow by design: call it off the event loop.
 *
 * @param memory KiB
 */
public record Argon2(int memory, int iterations, int parallelism) {

  /** OWASP's second choice: 19 MiB, two passes. */
  public static final Argon2 CURRENT = new Argon2(19_456, 2, 1);

  private static final int VERSION = Argon2Parameters.ARGON2_VERSION_13;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,128})");
  private static final SecureRandom RANDOM = new SecureRandom();

  public String hash(String password) {
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    var encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            VERSION,
            memory,
            iterations,
            parallelism,
            encoder.encodeToString(salt),
            encoder.encodeToString(derive(password, salt, HASH_BYTES)));
  }

  /**
   * Whether the password is the one of the hash, in a time that doesn't depend on where they
   * differ.
   *
   * @throws IllegalArgumentException if it is not a PHC string of Argon2id
   */
  public static boolean matches(String password, String phc) {
    var parts = PHC.matcher(phc);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a PHC string of argon2id, version 19");
    }
    var parameters =
        new Argon2(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    return MessageDigest.isEqual(expected, parameters.derive(password, salt, expected.length));
  }

  /** Whether the hash was made with today's parameters. */
  public static boolean isCurrent(String phc) {
    return phc.startsWith(
        "$argon2id$v=%d$m=%d,t=%d,p=%d$"
            .formatted(VERSION, CURRENT.memory, CURRENT.iterations, CURRENT.parallelism));
  }

  private byte[] derive(String password, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(VERSION)
            .withMemoryAsKB(memory)
            .withIterations(iterations)
            .withParallelism(parallelism)
            .withSalt(salt)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
