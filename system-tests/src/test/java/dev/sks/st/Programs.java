package dev.sks.st;

import java.nio.file.Path;

/** Users' code for the tests. */
final class Programs {

  static final String MAPPER =
      """
      def mapper(words):
          return [(word, 1) for word in words]
      """;

  static final String REDUCER =
      """
      def reducer(entries):
          return {key: sum(values) for key, values in entries.items()}
      """;

  /** Counts words once the file is there, so that a test decides when the maps end. */
  static String gatedMapper(Path gate) {
    return """
        import os, threading

        def mapper(words):
            while not os.path.exists(%s):
                threading.Event().wait(0.05)
            return [(word, 1) for word in words]
        """
        .formatted(quoted(gate));
  }

  /** A Python string literal of the path. */
  static String quoted(Path path) {
    return "'" + path.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private Programs() {}
}
