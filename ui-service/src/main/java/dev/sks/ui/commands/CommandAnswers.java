package dev.sks.ui.commands;

import dev.sks.contract.CommandAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Requests of this gateway that wait for the manager's answer. */
@ApplicationScoped
public class CommandAnswers {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<String, CompletableFuture<CommandAnswer>> waiting = new ConcurrentHashMap<>();

  /** Call it before the command is sent. */
  public Expected expect(String command) {
    return new Expected(command, waiting.computeIfAbsent(command, c -> new CompletableFuture<>()));
  }

  /** Whether somebody here waited for it. */
  boolean arrived(CommandAnswer answer) {
    var future = waiting.remove(answer.command());
    return future != null && future.complete(answer);
  }

  /** An answer to come. */
  public final class Expected {

    private final String command;
    private final CompletableFuture<CommandAnswer> future;

    private Expected(String command, CompletableFuture<CommandAnswer> future) {
      this.command = command;
      this.future = future;
    }

    /** The answer, or empty if it takes too long. */
    public Uni<Optional<CommandAnswer>> await() {
      return Uni.createFrom()
          .completionStage(future)
          .map(Optional::of)
          .ifNoItem()
          .after(PATIENCE)
          .recoverWithItem(Optional.empty())
          .onTermination()
          .invoke(this::forget);
    }

    public void forget() {
      waiting.remove(command, future);
    }
  }
}
