package dev.sks.manager.python;

import java.nio.file.Path;

/** The interpreter for tests without a container. */
public final class PythonInterpreters {

  private PythonInterpreters() {}

  public static PythonInterpreter in(Path work) {
    return new PythonInterpreter("python3", work);
  }
}
