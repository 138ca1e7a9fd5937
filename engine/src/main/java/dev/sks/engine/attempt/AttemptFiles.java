package dev.sks.engine.attempt;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sks.contract.AttemptSpec;
import java.io.IOException;
import java.nio.file.Path;

/** What is in the attempt's folder. */
public final class AttemptFiles {

  static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private AttemptFiles() {}

  public static AttemptSpec read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), AttemptSpec.class);
  }
}
