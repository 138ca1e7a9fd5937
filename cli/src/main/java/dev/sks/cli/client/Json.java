package dev.sks.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** JSON as trees: a client takes what it knows and lets the rest be. */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A list of one. */
  public static ArrayNode array(JsonNode item) {
    return JsonNodeFactory.instance.arrayNode().add(item);
  }

  /** The text as JSON; a missing node if it is none. */
  public static JsonNode readLeniently(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  public static JsonNode read(InputStream stream) {
    try {
      return MAPPER.readTree(stream);
    } catch (JsonProcessingException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "The server's answer is not JSON: " + e.getOriginalMessage(),
          "Is that an SKS server? See the exchange with --debug.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a field, empty if it isn't there. */
  public static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
