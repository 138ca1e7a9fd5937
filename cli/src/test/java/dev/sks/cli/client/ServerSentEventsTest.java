package dev.sks.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.cli.client.ServerSentEvents.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {

  private static List<Event> read(String text) throws IOException {
    var events = new ArrayList<Event>();
    var stream = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    try (var all = new ServerSentEvents(stream)) {
      for (var next = all.next(); next.isPresent(); next = all.next()) {
        events.add(next.get());
      }
    }
    return events;
  }

  @Test
  void readsTypesIdsAndDataOfSeveralLines() throws IOException {
    assertEquals(
        List.of(new Event("job", "7", "a\n b"), new Event("message", "", "c")),
        read(": heartbeat\n\nid: 7\nevent:job\ndata: a\ndata:  b\nretry: 1\n\r\ndata:c\r\n\r\n"));
  }

  @Test
  void dropsAnEventThatWasCutOff() throws IOException {
    assertEquals(List.of(), read("event: job\ndata: {\"half"));
  }
}
