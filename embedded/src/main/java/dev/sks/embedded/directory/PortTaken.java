package dev.sks.embedded.directory;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody else listens where we have to. */
public class PortTaken extends RuntimeException {
  PortTaken(String name, int port, Path file, IOException cause) {
    super(
        "Port "
            + port
            + " of "
            + name
            + " is not free"
            + PortOwner.of(port).map(owner -> ": in use by " + owner).orElse("")
            + ". Stop what uses it, or choose another port (kept in "
            + file
            + ").",
        cause);
  }
}
