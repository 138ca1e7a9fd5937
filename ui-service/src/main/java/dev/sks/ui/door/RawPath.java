package dev.sks.ui.door;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The request's path as the client wrote it: routers tidy it up before they look at it. */
public final class RawPath {

  public static final String DATA = "/v1/data/";

  private RawPath() {}

  /** Whether it has dot segments, empty segments or broken escapes, in whatever writing. */
  static boolean isCrooked(String path) {
    var decoded = decode(path);
    if (decoded.isEmpty() || !path.startsWith("/")) {
      return true;
    }
    String inner = decoded.get().substring(1);
    if (inner.isEmpty()) {
      return false;
    }
    String[] segments = inner.split("[/\\\\]", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].equals(".") || segments[i].equals("..") || segments[i].isEmpty() && !last) {
        return true;
      }
    }
    return inner.chars().anyMatch(Character::isISOControl);
  }

  /** Percent-decoded, once; empty if that is not UTF-8. */
  public static Optional<String> decode(String encoded) {
    var bytes = ByteBuffer.allocate(encoded.length() * 3);
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c != '%') {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      if (i + 2 >= encoded.length()) {
        return Optional.empty();
      }
      int high = Character.digit(encoded.charAt(i + 1), 16);
      int low = Character.digit(encoded.charAt(i + 2), 16);
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Percent-encoded, but for slashes and what RFC 3986 calls unreserved. */
  public static String encode(String decoded) {
    var encoded = new StringBuilder();
    for (byte b : decoded.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || "-._~/".indexOf(c) >= 0;
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
