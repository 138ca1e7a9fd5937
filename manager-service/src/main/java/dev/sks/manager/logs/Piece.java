package dev.sks.manager.logs;

/**
 * What is sent next of a source.
 *
 * @param offset of its first byte in the source
 * @param length in bytes of the source
 * @param last whether the source ends with it
 */
public record Piece(long offset, int length, String text, boolean last) {

  public long end() {
    return offset + length;
  }
}
