package dev.sks.embedded.process;

import java.nio.file.Path;

/** A process did not come up; the message holds the end of its log. */
public class StartFailed extends RuntimeException {
  public StartFailed(String name, String why, Path log) {
    super(name + " did not start: " + why + ". Its log is " + log + ":\n" + LogFiles.tail(log));
  }
}
