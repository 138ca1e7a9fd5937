package dev.sks.st;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml, without Docker. */
class ComposeFileTest {

  private static JsonNode file;

  @TempDir Path folder;

  @BeforeAll
  static void read() throws IOException {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    try (var text = Files.newBufferedReader(StandaloneStack.ROOT.resolve("docker-compose.yml"))) {
      file = new ObjectMapper().valueToTree(yaml.<Map<String, Object>>load(text));
    }
  }

  @Test
  void isValid() {
    var schema =
        JsonSchemaFactory.getInstance(VersionFlag.V7)
            .getSchema(SchemaLocation.of("classpath:compose-spec/compose-spec.json"));
    assertEquals(Set.of(), schema.validate(file));
  }

  @Test
  void takesImagesOfThisVersionAndOthersThatStayTheSame() {
    String own = "\\$\\{SKS_IMAGE_PREFIX:-sks/}[a-z-]+:\\$\\{SKS_IMAGE_TAG:-(.*)}";
    for (JsonNode service : file.get("services")) {
      String image = service.get("image").asText();
      if (image.startsWith("$")) {
        assertEquals(Release.version(), image.replaceFirst(own, "$1"));
      } else {
        assertTrue(Release.PINNED.matcher(image).matches(), image);
      }
    }
  }

  @Test
  void mountsWhatIsThere() {
    var mounted = new TreeSet<String>();
    for (JsonNode service : file.get("services")) {
      service.path("volumes").forEach(volume -> mounted.add(volume.asText().split(":")[0]));
    }
    var volumes =
        mounted.stream()
            .filter(source -> !source.startsWith("."))
            .collect(Collectors.toCollection(TreeSet::new));
    var declared = new TreeSet<String>();
    file.get("volumes").fieldNames().forEachRemaining(declared::add);
    assertEquals(declared, volumes);
    mounted.removeAll(volumes);
    assertFalse(mounted.isEmpty());
    mounted.forEach(
        source -> assertTrue(Files.exists(StandaloneStack.ROOT.resolve(source)), source));
  }

  @Test
  void anotherEngineLeavesTheOneThatJobsUse() throws Exception {
    Path image = Files.createDirectories(folder.resolve("image/lib"));
    Path volume = Files.createDirectory(folder.resolve("volume"));
    Path current = volume.resolve("current");
    Files.writeString(image.resolve("engine.jar"), "one");
    placeEngine(volume);
    Path first = current.toRealPath();
    Files.createFile(first.resolve("in-use"));
    placeEngine(volume);
    assertEquals(first, current.toRealPath());
    Files.writeString(image.resolve("engine.jar"), "two");
    placeEngine(volume);
    assertEquals("two", Files.readString(current.resolve("lib/engine.jar")));
    assertEquals("one", Files.readString(first.resolve("lib/engine.jar")));
    assertTrue(Files.exists(first.resolve("in-use")));
  }

  private void placeEngine(Path volume) throws Exception {
    String script =
        file.at("/services/engine/entrypoint/2")
            .asText()
            .replace("$$", "$")
            .replace("/opt/sks/engine", folder.resolve("image").toString())
            .replaceAll("/engine\\b", volume.toString());
    var process = new ProcessBuilder("bash", "-euc", script).inheritIO().start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }
}
