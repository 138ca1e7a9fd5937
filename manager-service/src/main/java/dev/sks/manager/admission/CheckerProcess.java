package dev.sks.manager.admission;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.base.json.BusJson;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A child that parses sources; see {@code sks_check.py}. For one caller at a time. */
final class CheckerProcess implements Closeable {

  /** An answer of the child. */
  private record Answer(String message, Integer line) {}

  private static final ObjectMapper JSON = BusJson.MAPPER;

  private final Process process;
  private final OutputStream requests;
  private final BufferedReader answers;

  CheckerProcess(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
    process = builder.start();
    requests = process.getOutputStream();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * @throws IOException if the child ends over it
   */
  Optional<SourceFault> check(String name, String source) throws IOException {
    requests.write(JSON.writeValueAsBytes(Map.of("name", name, "source", source)));
    requests.write('\n');
    requests.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the checker ended");
    }
    Answer answer = JSON.readValue(line, Answer.class);
    return Optional.ofNullable(answer.message()).map(m -> new SourceFault(m, answer.line()));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** May be called while another thread waits in {@link #check}. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
