package dev.sks.logs.store;

import com.github.luben.zstd.Zstd;

/** The text of a chunk as it is kept: UTF-8, compressed. */
public final class ChunkText {

  /** Announces, with the job's id as payload, that its log has grown or ended. */
  public static final String CHANNEL = "sks_logs";

  private static final int LEVEL = 3;

  private ChunkText() {}

  public static byte[] pack(byte[] text) {
    return Zstd.compress(text, LEVEL);
  }

  /**
   * @param size of the text in bytes
   */
  public static byte[] unpack(byte[] packed, int size) {
    return Zstd.decompress(packed, size);
  }
}
