package dev.sks.standalone.supervision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.embedded.RunningComponent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What runs, for tools: replaced as a whole, so a reader never sees half of it. */
public final class StateFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final URI url;

  public StateFile(Path file, URI url) {
    this.file = file;
    this.url = url;
  }

  synchronized void write(List<RunningComponent> components) {
    ObjectNode state = JSON.createObjectNode();
    state.put("url", url.toString());
    state.put("pid", ProcessHandle.current().pid());
    ObjectNode processes = state.putObject("processes");
    components.forEach(c -> processes.putObject(c.name()).put("pid", c.pid()));
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete " + file, e);
    }
  }
}
