package dev.sks.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the exit status says. Scripts rely on it: numbers never change their meaning. */
public enum ExitCode {
  OK(0, "done; a watched job succeeded"),
  FAILED(1, "the job failed or was rejected, or the server had an error"),
  USAGE(2, "the command line is wrong"),
  SIGNED_OUT(3, "not signed in, or the session is over"),
  NOT_FOUND(4, "no such job, data object or user"),
  REFUSED(5, "the server refused the request"),
  UNREACHABLE(6, "the server, or a part of it, can't be reached"),
  CANCELLED(7, "a watched job was cancelled"),
  INTERRUPTED(130, "stopped by Ctrl-C");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /** The exit code of an HTTP answer that is an error. */
  public static ExitCode ofStatus(int status) {
    return switch (status) {
      case 401 -> SIGNED_OUT;
      case 404 -> NOT_FOUND;
      case 502, 503, 504 -> UNREACHABLE;
      default -> status < 500 ? REFUSED : FAILED;
    };
  }

  /** Meanings by number, as the help lists them. */
  static Map<String, String> list() {
    var list = new LinkedHashMap<String, String>();
    for (ExitCode code : values()) {
      list.put(Integer.toString(code.number), code.meaning);
    }
    return list;
  }
}
