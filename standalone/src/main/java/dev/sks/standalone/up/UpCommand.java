package dev.sks.standalone.up;

import dev.sks.embedded.directory.Ports;
import dev.sks.standalone.Distribution;
import dev.sks.standalone.Narrator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    description = "Start SKS on this machine and keep it running until Ctrl-C.",
    footerHeading = "%nExamples:%n",
    footer = {"  sks up", "  sks up --data /srv/sks --port 9000"})
public final class UpCommand implements Callable<Integer> {
  private static final int FIRST_PORT = 8080;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where all data lives; SKS_HOME, else .sks beside the product.")
  private Optional<Path> data;

  @Option(
      names = "--port",
      description = "Port of the public door; that of the last start, or 8080.")
  private Optional<Integer> port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address of the public door; ${DEFAULT-VALUE}. The rest stays on loopback.")
  private String bind;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Narrator narrator = new Narrator(spec.commandLine().getOut());
    Distribution distribution = Distribution.here();
    Path directory = data.orElseGet(distribution::defaultData).toAbsolutePath().normalize();
    long began = System.nanoTime();
    narrator.say("Starting SKS in " + directory);
    StartOptions options = new StartOptions(distribution, directory, this::choosePort, bind, true);
    try (Standalone standalone = Standalone.start(options, narrator)) {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      narrator.say("Ready after " + Narrator.seconds(took) + ": " + standalone.url());
      narrator.say("  Logs are in " + directory.resolve("logs") + ". Ctrl-C stops all.");
      standalone.firstAdminSecret().ifPresent(secret -> tell(narrator, standalone, secret));
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      narrator.say("Stopped. The data stays in " + directory + ".");
    }
    return 0;
  }

  private void choosePort(Ports ports) {
    port.ifPresentOrElse(
        wanted -> ports.fix(Standalone.DOOR, wanted),
        () -> ports.prefer(Standalone.DOOR, FIRST_PORT));
  }

  private static void tell(Narrator narrator, Standalone standalone, String secret) {
    narrator.say("");
    narrator.say("Nobody has signed in yet. For the user admin, shown only now:");
    narrator.say("  one-time secret: " + secret);
    narrator.say("  ./sks login --server " + standalone.url() + " --user admin");
    standalone.firstAdminWasTold();
  }
}
