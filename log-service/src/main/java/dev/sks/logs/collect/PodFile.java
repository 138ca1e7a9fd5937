package dev.sks.logs.collect;

import dev.sks.contract.JobIds;
import dev.sks.logs.ledger.SourceKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The runtime's file of a container that is part of an attempt.
 *
 * @param main whether it is the container that does the work, not one beside it
 */
record PodFile(String namespace, SourceKey source, boolean main) {

  static final String DRIVER = "driver";
  static final String EXECUTOR = "executor-";

  private static final int MAX_PATH = 1024;
  private static final Pattern PATH =
      Pattern.compile(
          "(?:[^/]*/)*(?<namespace>[a-z0-9-]{1,63})_sks-(?<job>[0-9a-v]{26})-(?<attempt>[1-9][0-9]{0,5})"
              + "(?:-exec-(?<executor>[1-9][0-9]{0,8}))?_[^/_]+/(?<container>[^/]+)/[0-9]+\\.log");
  private static final Pattern SOURCE =
      Pattern.compile(DRIVER + "|" + EXECUTOR + "[1-9][0-9]{0,8}");

  /** The file at {@code …/<namespace>_<pod>_<uid>/<container>/<n>.log}; none of another pod. */
  static Optional<PodFile> of(String path) {
    Matcher matcher = PATH.matcher(path);
    if (path.length() > MAX_PATH || !matcher.matches() || !JobIds.isValid(matcher.group("job"))) {
      return Optional.empty();
    }
    String executor = matcher.group("executor");
    var source =
        new SourceKey(
            matcher.group("job"),
            Integer.parseInt(matcher.group("attempt")),
            executor == null ? DRIVER : EXECUTOR + executor);
    String container = executor == null ? "driver" : "executor";
    return Optional.of(
        new PodFile(
            matcher.group("namespace"), source, container.equals(matcher.group("container"))));
  }

  static boolean isSource(String name) {
    return SOURCE.matcher(name).matches();
  }

  AttemptKey attempt() {
    return AttemptKey.of(source);
  }
}
