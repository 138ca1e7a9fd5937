package dev.sks.standalone.demo;

import dev.sks.embedded.Trees;
import dev.sks.embedded.directory.DataDirectory;
import dev.sks.standalone.Distribution;
import dev.sks.standalone.Narrator;
import dev.sks.standalone.up.Standalone;
import dev.sks.standalone.up.StartOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = "Start SKS afresh, count the words of a text with it, and stop it again.",
    footerHeading = "%nExamples:%n",
    footer = {"  sks demo", "  sks demo book.txt", "  sks demo --keep"})
public final class DemoCommand implements Callable<Integer> {
  private static final String BIND = "127.0.0.1";

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The text; else the sources of Python's standard library.")
  private Optional<Path> file;

  @Option(names = "--keep", description = "Keep everything running at the end, until Ctrl-C.")
  private boolean keep;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    file.filter(path -> !Files.isReadable(path) || Files.isDirectory(path))
        .ifPresent(
            path -> {
              throw new ParameterException(spec.commandLine(), "Not a readable file: " + path);
            });
    long began = System.nanoTime();
    Narrator narrator = new Narrator(spec.commandLine().getOut());
    Distribution distribution = Distribution.here();
    Path folder = fresh(distribution.defaultData().resolve("demo"));
    narrator.say("Starting SKS in " + folder);
    StartOptions options = new StartOptions(distribution, folder, ports -> {}, BIND, false);
    try (Standalone standalone = Standalone.start(options, narrator)) {
      show(distribution, narrator, folder, standalone, began);
    } catch (InterruptedException e) {
      narrator.say("Stopped.");
      return spec.exitCodeOnSuccess();
    } catch (RuntimeException e) {
      narrator.say("The demo did not finish. Logs are in " + folder.resolve("logs") + ".");
      throw e;
    }
    Trees.delete(folder);
    narrator.say("Nothing is left running. Go on with your own data:");
    narrator.say("  ./sks up                     keeps the product running, and its data");
    narrator.say("  ./sks demo FILE              counts the words of your text");
    narrator.say("  ./sks mapreduce --help       jobs with your own mapper and reducer");
    return spec.exitCodeOnSuccess();
  }

  private void show(
      Distribution distribution, Narrator narrator, Path folder, Standalone standalone, long began)
      throws InterruptedException {
    CommandLineTool sks = new CommandLineTool(distribution.commandLine(), folder.resolve("config"));
    WordCount story = new WordCount(sks, narrator, folder, standalone.url());
    story.signIn(standalone.firstAdminSecret().orElseThrow());
    standalone.firstAdminWasTold();
    story.run(file.orElseGet(() -> Text.ofStandardLibrary(folder)));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    narrator.say("All of this took " + Narrator.seconds(took) + ".");
    if (keep) {
      story.tellCredentials();
      new CountDownLatch(1).await();
    }
  }

  /** The demo's folder, empty; of an earlier demo nothing runs and nothing stays. */
  private static Path fresh(Path folder) {
    if (Files.isDirectory(folder)) {
      DataDirectory.open(folder).close();
      Trees.delete(folder);
    }
    try {
      Files.createDirectories(folder.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }
}
