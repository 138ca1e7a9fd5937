package dev.sks.manager.logs.pods;

/** A container's log being read. */
interface LogConnection {

  /** What becomes of it. Called one at a time, on any thread; must not block. */
  interface Listener {

    /** Bytes came; no more do until they are asked for. */
    void heard(byte[] bytes);

    /** Nothing more comes. */
    void ended(End end);
  }

  /**
   * How it ended.
   *
   * @param status of HTTP; 0 if there was no answer
   * @param cause empty if the log was read to its end
   */
  record End(int status, String cause) {

    boolean isClean() {
      return cause.isEmpty();
    }

    boolean isRefusal() {
      return status >= 400;
    }
  }

  /** Asks for more, once. */
  void more();

  /** Its listener hears nothing more, except that it ended. */
  void close();
}
