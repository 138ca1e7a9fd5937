package dev.sks.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The option {@code -o}, and the printing it asks for. */
public final class Output {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "One of ${COMPLETION-CANDIDATES}; table if not given.")
  private Format format;

  /**
   * Prints a thing, or a list of things.
   *
   * @param name the name of one of them
   * @param table prints all of them as a table
   */
  public void print(
      Console console, JsonNode tree, Function<JsonNode, String> name, Consumer<JsonNode> table) {
    Map<Format, Runnable> ways =
        Map.of(
            Format.table, () -> table.accept(tree),
            Format.json, () -> console.say(json(tree)),
            Format.yaml, () -> console.out().print(Text.harmless(yaml(tree))),
            Format.name, () -> names(console, tree, name));
    ways.get(format).run();
    console.out().flush();
  }

  private static void names(Console console, JsonNode tree, Function<JsonNode, String> name) {
    if (tree.isArray()) {
      tree.forEach(item -> console.say(Text.line(name.apply(item))));
    } else {
      console.say(Text.line(name.apply(tree)));
    }
  }

  private static String json(JsonNode tree) {
    return tree.toPrettyString();
  }

  private static String yaml(JsonNode tree) {
    ObjectWriter writer =
        new ObjectMapper(
                YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build())
            .writer();
    try {
      return writer.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that was read can be written", e);
    }
  }
}
