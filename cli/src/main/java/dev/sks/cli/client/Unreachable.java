package dev.sks.cli.client;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;

/** No answer came: no connection, or it was lost. */
public final class Unreachable extends CommandFailed {

  public Unreachable(URI server, IOException cause) {
    super(
        ExitCode.UNREACHABLE,
        cause instanceof ConnectException
            ? "There is no server at " + server
            : "The connection to " + server + " was lost",
        cause.getMessage() == null ? List.of() : List.of(cause.getMessage()),
        "Start one with './sks up', or name another with --server.");
    initCause(cause);
  }
}
