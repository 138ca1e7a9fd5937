package dev.sks.manager.logs;

import java.nio.charset.StandardCharsets;

/** Cuts bytes that someone printed into texts of whole lines and bounded size. */
public final class LineCutter {

  /** Longest sequence of UTF-8. */
  private static final int LONGEST = 4;

  private LineCutter() {}

  /**
   * How many of the bytes to take: all whole lines; an unfinished one only if it fills the room or
   * its source has ended. Never cuts a character of UTF-8.
   *
   * @param full whether there is no room for more of the line
   * @param ended whether nothing follows these bytes
   */
  public static int take(byte[] bytes, int count, boolean full, boolean ended) {
    if (ended) {
      return count;
    }
    for (int i = count - 1; i >= 0; i--) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return full ? wholeCharacters(bytes, count) : 0;
  }

  /** As much of the bytes as makes a text of at most that many bytes of UTF-8. */
  public static int fit(byte[] bytes, int count, int limit) {
    int take = count;
    // A byte that is no UTF-8 becomes U+FFFD, three bytes.
    while (utf8Length(bytes, take) > limit) {
      take = wholeCharacters(bytes, take / 2);
    }
    return take;
  }

  public static String text(byte[] bytes, int count) {
    return new String(bytes, 0, count, StandardCharsets.UTF_8);
  }

  private static int utf8Length(byte[] bytes, int count) {
    return text(bytes, count).getBytes(StandardCharsets.UTF_8).length;
  }

  private static int wholeCharacters(byte[] bytes, int count) {
    for (int i = count - 1; i >= Math.max(0, count - LONGEST); i--) {
      int b = bytes[i] & 0xff;
      if (b >= 0xc0) {
        int length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
        return i > 0 && i + length > count ? i : count;
      }
      if (b < 0x80) {
        return count;
      }
    }
    return count;
  }
}
