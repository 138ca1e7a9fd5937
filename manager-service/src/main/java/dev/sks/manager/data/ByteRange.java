package dev.sks.manager.data;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes a Range header asks for (RFC 9110, one range). */
record ByteRange(long offset, long length) {

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * The range of a content of that size; empty if there is no header, or one that asks for
   * something else than one range of bytes, which RFC 9110 allows to ignore.
   *
   * @throws ProblemException {@code range-not-satisfiable}
   */
  static Optional<ByteRange> of(String header, long size) {
    Matcher match = header == null ? null : ONE.matcher(header.strip());
    if (match == null || !match.matches()) {
      return Optional.empty();
    }
    String first = match.group(1);
    String last = match.group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return Optional.empty();
    }
    if (first.isEmpty()) {
      long length = Math.min(Long.parseLong(last), size);
      return Optional.of(satisfiable(size - length, length, size));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    if (!last.isEmpty() && Long.parseLong(last) < from) {
      return Optional.empty();
    }
    return Optional.of(satisfiable(from, to - from + 1, size));
  }

  private static ByteRange satisfiable(long offset, long length, long size) {
    if (length <= 0 || offset >= size) {
      throw new ProblemException(
          ProblemType.RANGE_NOT_SATISFIABLE, "The object has " + size + " bytes.");
    }
    return new ByteRange(offset, length);
  }

  String contentRange(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }
}
