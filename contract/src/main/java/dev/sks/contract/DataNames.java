package dev.sks.contract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Names of data objects: relative paths of one or more segments, such as {@code books/kjv.txt}.
 * Segments that start with '.' are SKS's own.
 */
public final class DataNames {

  private static final String JOBS = ".jobs/";

  private DataNames() {}

  /** The input that came with a multipart submission; it goes when the job goes. */
  public static String jobInput(String job) {
    return JOBS + job + "/input";
  }

  public static boolean isJobInput(String name) {
    return name.startsWith(JOBS);
  }

  /** What is wrong with a name a user gave or a spec holds; empty if nothing is. */
  public static Optional<String> whatIsWrong(String name) {
    if (name == null || name.isEmpty()) {
      return Optional.of("a data name is needed");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > Limits.DATA_NAME) {
      return Optional.of("a data name has at most " + Limits.DATA_NAME + " bytes");
    }
    if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || c == '\\')) {
      return Optional.of("a data name has no control characters and no backslash");
    }
    if (isJobInput(name)) {
      boolean wellFormed =
          name.endsWith("/input")
              && name.length() == jobInput("").length() + JobIds.LENGTH
              && JobIds.isValid(name.substring(JOBS.length(), JOBS.length() + JobIds.LENGTH));
      return wellFormed ? Optional.empty() : Optional.of("names in .jobs/ are SKS's own");
    }
    for (String segment : name.split("/", -1)) {
      if (segment.isEmpty()) {
        return Optional.of("a data name is relative and has no empty segment");
      }
      if (segment.startsWith(".")) {
        return Optional.of("no segment of a data name starts with '.'");
      }
      if (segment.getBytes(StandardCharsets.UTF_8).length > 200) {
        return Optional.of("a segment of a data name has at most 200 bytes");
      }
    }
    return Optional.empty();
  }
}
