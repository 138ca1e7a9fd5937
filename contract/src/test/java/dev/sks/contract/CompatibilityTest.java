package dev.sks.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files in {@code v1/} are JSON as the first version wrote it. They are never edited: what an
 * older version wrote is read, nothing of it is lost, and a field of a newer version does no harm.
 */
class CompatibilityTest {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of("SubmitJob", Command.class),
        Arguments.of("CancelJob", Command.class),
        Arguments.of("CommandAnswer", CommandAnswer.class),
        Arguments.of("JobStateChanged", JobStateChanged.class),
        Arguments.of("JobProgress", JobProgress.class),
        Arguments.of("LogChunk", LogChunk.class),
        Arguments.of("CollectedLog", CollectedLog.class),
        Arguments.of("CollectedLogKept", CollectedLogKept.class),
        Arguments.of("TenantState", TenantState.class),
        Arguments.of("SessionEnded", SessionEnded.class),
        Arguments.of("DeadLetter", DeadLetter.class),
        Arguments.of("AttemptSpec", AttemptSpec.class));
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatVersionOneWroteIsReadWhole(String file, Class<?> type) throws IOException {
    JsonNode written = read(file);
    JsonNode again = JSON.valueToTree(JSON.treeToValue(written, type));
    assertSubset(written, again, file);
  }

  @ParameterizedTest
  @MethodSource("records")
  void aFieldOfALaterVersionIsIgnored(String file, Class<?> type) throws IOException {
    JsonNode later = read(file).deepCopy();
    ((ObjectNode) later).put("addedLater", "x");
    assertEquals(JSON.treeToValue(read(file), type), JSON.treeToValue(later, type));
  }

  @Test
  void aSpecWithOnlyWhatIsNeededGetsDefaults() throws IOException {
    var spec =
        JSON.readValue(
            "{\"kind\":\"mapreduce\",\"program\":{\"type\":\"streaming\",\"mapper\":\"cat\","
                + "\"reducer\":\"wc\"},\"inputs\":[\"a\"]}",
            JobSpec.class);
    var mapReduce = assertInstanceOf(MapReduceSpec.class, spec);
    assertEquals(2, mapReduce.workers());
    assertEquals(2, mapReduce.reducers());
    assertEquals(Duration.ofSeconds(2), mapReduce.policy().retryDelay());
    assertEquals(List.of(), mapReduce.violations());
  }

  private static JsonNode read(String file) throws IOException {
    try (var in = CompatibilityTest.class.getResourceAsStream("/v1/" + file + ".json")) {
      return JSON.readTree(in);
    }
  }

  private static void assertSubset(JsonNode expected, JsonNode actual, String path) {
    if (expected.isObject()) {
      expected
          .fields()
          .forEachRemaining(
              field ->
                  assertSubset(
                      field.getValue(), actual.path(field.getKey()), path + "." + field.getKey()));
    } else if (expected.isArray()) {
      assertEquals(expected.size(), actual.size(), path);
      for (int i = 0; i < expected.size(); i++) {
        assertSubset(expected.get(i), actual.get(i), path + "[" + i + "]");
      }
    } else {
      assertEquals(expected.asText(), actual.asText(), path);
    }
  }
}
