package dev.sks.embedded.pod;

import dev.sks.embedded.Door;
import dev.sks.embedded.EmbeddedStack;
import dev.sks.embedded.RunningComponent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** {@code Main}: serves PostgreSQL, Kafka and etcd until it is asked to end or one of them dies. */
final class Main {
  private static final System.Logger LOG = System.getLogger(Main.class.getName());

  private Main() {}

  public static void main(String[] arguments) {
    Settings settings = Settings.of(System.getenv());
    EmbeddedStack stack =
        EmbeddedStack.in(settings.data())
            .behind(new Door("0.0.0.0", settings.name()))
            .postgresPassword(settings.passwordFile())
            .port("postgres", 5432)
            .port("kafka", 9092)
            .port("etcd", 2379)
            .withPostgres("sks_auth", "sks_ui", "sks_logs")
            .withKafka()
            .withEtcd()
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop"));
    tellReady(settings.readyFile());
    LOG.log(System.Logger.Level.INFO, "Stores serve name={0}", settings.name());
    firstEnd(stack).join();
    System.exit(1);
  }

  private static void tellReady(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletableFuture<?> firstEnd(EmbeddedStack stack) {
    return CompletableFuture.anyOf(
        stack.components().stream().map(Main::end).toArray(CompletableFuture[]::new));
  }

  private static CompletableFuture<?> end(RunningComponent component) {
    return component
        .onExit()
        .thenAccept(
            code ->
                LOG.log(
                    System.Logger.Level.ERROR,
                    "Store ended name={0} code={1}",
                    component.name(),
                    code));
  }
}
