package dev.sks.cli;

import dev.sks.cli.session.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(
    name = "version",
    description = "Show the version.",
    footerHeading = "%nExample:%n",
    footer = "  sks version")
public final class VersionCommand implements Callable<Integer>, IVersionProvider {

  private final Context context;

  public VersionCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    context.console().say(getVersion()[0]);
    return ExitCode.OK.number();
  }

  @Override
  public String[] getVersion() throws IOException {
    var properties = new Properties();
    try (InputStream stream = VersionCommand.class.getResourceAsStream("version.properties")) {
      properties.load(stream);
    }
    String java = System.getProperty("java.version");
    return new String[] {"sks " + properties.getProperty("version") + " (Java " + java + ")"};
  }
}
