package dev.sks.cli.client;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads a stream of server-sent events (WHATWG HTML, section 9.2), one event at a time. */
public final class ServerSentEvents implements Closeable {

  /**
   * One event.
   *
   * @param type {@code message} if the server named none
   * @param id empty if it has none
   */
  public record Event(String type, String id, String data) {}

  private final BufferedReader lines;

  public ServerSentEvents(InputStream stream) {
    lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** The next event; empty when the stream ended. An event cut off by the end is dropped. */
  public Optional<Event> next() throws IOException {
    String type = "message";
    String id = "";
    var data = new StringJoiner("\n");
    boolean any = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (any) {
          return Optional.of(new Event(type, id, data.toString()));
        }
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      if (field.equals("event")) {
        type = value;
      } else if (field.equals("id")) {
        id = value;
      } else if (field.equals("data")) {
        data.add(value);
      }
      any |= field.equals("event") || field.equals("data");
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
