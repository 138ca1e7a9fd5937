package dev.sks.standalone.supervision;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.embedded.Component;
import dev.sks.embedded.RunningComponent;
import dev.sks.embedded.process.ChildSpec;
import dev.sks.standalone.Narrator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
  @TempDir Path directory;

  @Test
  void restartsWhatWasKilledAndWritesItDown() {
    StateFile state =
        new StateFile(directory.resolve("standalone.json"), URI.create("http://127.0.0.1:1"));
    StringWriter told = new StringWriter();
    try (RunningComponent sleeper = RunningComponent.start(new Sleeper(directory))) {
      long first = sleeper.pid();
      try (Supervisor supervisor =
          Supervisor.of(List.of(sleeper), state, new Narrator(new PrintWriter(told)))) {
        assertEquals(first, writtenPid());
        sleeper.kill();
        await().atMost(Duration.ofSeconds(20)).until(() -> writtenPid() != first);
        assertEquals(sleeper.pid(), writtenPid());
        await().until(() -> told.toString().contains("sleeper ended with exit code 137"));
      }
      assertFalse(Files.exists(directory.resolve("standalone.json")));
    }
  }

  private long writtenPid() {
    try {
      JsonNode state = new ObjectMapper().readTree(directory.resolve("standalone.json").toFile());
      return state.at("/processes/sleeper/pid").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Sleeper(Path home) implements Component {
    @Override
    public String name() {
      return "sleeper";
    }

    @Override
    public void prepare() {}

    @Override
    public ChildSpec command() {
      return new ChildSpec(name(), home, List.of("sleep", "1000"));
    }

    @Override
    public boolean ready() {
      return true;
    }
  }
}
