package dev.sks.manager.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The interpreter for tests without a container. */
public final class PythonInterpreters {

  private PythonInterpreters() {}

  public static PythonInterpreter in(Path work) throws IOException {
    return of("python3", work);
  }

  public static PythonInterpreter of(String executable, Path work) throws IOException {
    return new PythonInterpreter(executable, Optional.of(work));
  }
}
