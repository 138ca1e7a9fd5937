package dev.sks.cli.data;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Download;
import dev.sks.cli.console.Console;
import dev.sks.cli.console.Text;
import dev.sks.cli.console.Transfer;
import dev.sks.cli.session.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description = "Fetch a data object.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks data get books/kjv.txt",
      "  sks data get books/kjv.txt -o bible.txt",
      "  sks data get books/kjv.txt -o - | wc"
    })
public final class GetCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "NAME", description = "Name of the object.")
  private String name;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to; '-' is standard output. The name's last part if not given.")
  private String target = "";

  @Option(names = "--force", description = "Replace a file that is there.")
  private boolean force;

  public GetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Console console = context.console();
    if (target.equals("-")) {
      try (InputStream bytes = open()) {
        console.pour(bytes);
      }
      return ExitCode.OK.number();
    }
    Path file = Path.of(target.isEmpty() ? name.substring(name.lastIndexOf('/') + 1) : target);
    if (Files.exists(file) && !force) {
      throw new CommandFailed(
          ExitCode.USAGE, file + " is there already", "Replace it with --force.");
    }
    long size = fetch(file);
    console.note(file + ": " + Text.bytes(size));
    return ExitCode.OK.number();
  }

  /** Whole or not at all: the bytes go to a neighbour that takes the file's place at the end. */
  private long fetch(Path file) throws IOException {
    Path neighbour = file.resolveSibling("." + file.getFileName() + ".part");
    try (Download download = open();
        var bytes = new Transfer(download, context.console(), name, download.size())) {
      long got = Files.copy(bytes, neighbour, StandardCopyOption.REPLACE_EXISTING);
      Files.move(neighbour, file, StandardCopyOption.REPLACE_EXISTING);
      return got;
    } finally {
      Files.deleteIfExists(neighbour);
    }
  }

  private Download open() {
    return new Download(context.api(), Call.get(DataPath.of(name)));
  }
}
