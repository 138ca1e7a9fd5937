package dev.sks.contract;

import java.util.Arrays;
import java.util.Base64;

/**
 * A record that could not be read or applied.
 *
 * @param key null if it had none
 * @param payload the original bytes, Base64
 * @param cause what went wrong, one line
 */
public record DeadLetter(
    String topic, int partition, long offset, String key, String payload, String cause) {

  /** What Kafka's usual bound of 1 MiB a record leaves for bytes that Base64 makes longer. */
  public static final int MAX_PAYLOAD = 512 * 1024;

  private static final int MAX_KEY = 1024;
  private static final int MAX_CAUSE = 1024;

  /**
   * The letter of a record of any size, cut so that no broker finds it too large.
   *
   * @param key null if it had none
   * @param payload null if it had none
   */
  public static DeadLetter of(
      String topic, int partition, long offset, String key, byte[] payload, String cause) {
    byte[] bytes = payload == null ? new byte[0] : payload;
    String brief = head(cause.lines().findFirst().orElse(""), MAX_CAUSE);
    boolean cut = bytes.length > MAX_PAYLOAD;
    return new DeadLetter(
        topic,
        partition,
        offset,
        key == null ? null : head(key, MAX_KEY),
        Base64.getEncoder().encodeToString(cut ? Arrays.copyOf(bytes, MAX_PAYLOAD) : bytes),
        cut
            ? "%s (the first %d of %d bytes are kept)".formatted(brief, MAX_PAYLOAD, bytes.length)
            : brief);
  }

  private static String head(String text, int max) {
    return text.length() > max ? text.substring(0, max) : text;
  }
}
