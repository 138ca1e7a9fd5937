package dev.sks.manager.data;

import com.fasterxml.jackson.annotation.JsonValue;

/** How an object's bytes are packed, by its first bytes: a name may lie, they don't. */
public enum Compression {
  NONE("none"),
  GZIP("gzip"),
  ZSTD("zstd");

  private final String word;

  Compression(String word) {
    this.word = word;
  }

  /** As {@code AttemptSpec.Task} spells it. */
  @JsonValue
  public String word() {
    return word;
  }

  static Compression of(byte[] start, int length) {
    if (length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b) {
      return GZIP;
    }
    if (length >= 4
        && start[0] == 0x28
        && start[1] == (byte) 0xb5
        && start[2] == 0x2f
        && start[3] == (byte) 0xfd) {
      return ZSTD;
    }
    return NONE;
  }
}
