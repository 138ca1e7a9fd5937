package dev.sks.cli.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Api;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.console.Console;
import dev.sks.cli.console.Output;
import dev.sks.cli.console.Table;
import dev.sks.cli.console.Text;
import dev.sks.cli.console.Transfer;
import dev.sks.cli.session.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "put",
    description = "Store files as data objects.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks data put book.txt",
      "  sks data put book.txt --name books/kjv.txt",
      "  zcat log.gz | sks data put - --name logs/today.txt"
    })
public final class PutCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files; '-' is standard input.")
  private List<String> files;

  @Option(
      names = "--name",
      description = "Name of the object; the file's name if not given. For one file.")
  private String name = "";

  @Mixin private Output output;

  public PutCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    if (!name.isEmpty() && files.size() > 1) {
      throw new CommandFailed(
          ExitCode.USAGE, "--name is for one file", "Leave it out, or store one at a time.");
    }
    Api api = context.api();
    ArrayNode stored = JsonNodeFactory.instance.arrayNode();
    for (String file : files) {
      stored.add(file.equals("-") ? putInput(api) : putFile(api, Path.of(file)));
    }
    output.print(context.console(), stored, o -> Json.text(o, "name"), this::table);
    return ExitCode.OK.number();
  }

  private JsonNode putInput(Api api) {
    if (name.isEmpty()) {
      throw new CommandFailed(
          ExitCode.USAGE, "Standard input has no name", "Give one with --name.");
    }
    return put(api, name, context.console().in(), -1);
  }

  private JsonNode putFile(Api api, Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      String object = name.isEmpty() ? file.getFileName().toString() : name;
      return put(api, object, stream, Files.size(file));
    }
  }

  private JsonNode put(Api api, String object, InputStream bytes, long size) {
    Console console = context.console();
    try (var counted = new Transfer(bytes, console, object, size)) {
      return api.json(
          Call.of("PUT", DataPath.of(object))
              .with("Content-Type", "application/octet-stream")
              .body(body(counted, size)));
    }
  }

  private static BodyPublisher body(InputStream bytes, long size) {
    if (size == 0) {
      return BodyPublishers.noBody();
    }
    BodyPublisher body = BodyPublishers.ofInputStream(() -> bytes);
    return size < 0 ? body : BodyPublishers.fromPublisher(body, size);
  }

  private void table(JsonNode objects) {
    var table = new Table("NAME", "SIZE", "SHA-256");
    for (JsonNode object : objects) {
      table.row(
          Json.text(object, "name"),
          Text.bytes(object.path("size").asLong()),
          Json.text(object, "sha256"));
    }
    table.print(context.console());
  }
}
