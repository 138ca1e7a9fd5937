package dev.sks.embedded.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command run by a guard that ends it when this JVM ends, also at SIGKILL: the guard blocks on a
 * pipe whose other end only this JVM holds.
 */
public final class ChildProcess implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChildProcess.class.getName());

  private final ChildSpec spec;
  private final Process guard;
  private final long pid;
  private final Optional<ProcessHandle> child;

  private ChildProcess(ChildSpec spec, Process guard, long pid) {
    this.spec = spec;
    this.guard = guard;
    this.pid = pid;
    // Now, because a handle remembers the start time and never means a later process.
    this.child = ProcessHandle.of(pid);
  }

  public static ChildProcess start(ChildSpec spec) {
    try {
      Files.createDirectories(spec.log().getParent());
      Files.createDirectories(spec.pidFile().getParent());
      LogFiles.rotate(spec.log());
      List<String> command = new ArrayList<>(List.of("python3", "-I", "-S"));
      command.add(guardProgram(spec).toString());
      command.add(spec.stopSignal());
      command.add(String.valueOf(spec.grace().toSeconds()));
      command.add(spec.log().toString());
      command.addAll(spec.command());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(spec.environment());
      builder.directory(spec.home().toFile());
      builder.redirectError(Redirect.appendTo(spec.log().toFile()));
      Process guard = builder.start();
      return new ChildProcess(spec, guard, announcedPid(spec, guard)).recorded();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start " + spec.name(), e);
    }
  }

  private static Path guardProgram(ChildSpec spec) throws IOException {
    // Per child, so that parallel starts don't write one file.
    Path program = spec.pidFile().resolveSibling(spec.name() + "-guard.py");
    try (var source = ChildProcess.class.getResourceAsStream("guard.py")) {
      Files.write(program, source.readAllBytes());
    }
    return program;
  }

  private static long announcedPid(ChildSpec spec, Process guard) throws IOException {
    String line;
    try (var reader =
        new BufferedReader(
            new InputStreamReader(guard.getInputStream(), StandardCharsets.US_ASCII))) {
      line = reader.readLine();
    }
    if (line == null) {
      throw new StartFailed(spec.name(), "its command could not be run", spec.log());
    }
    return Long.parseLong(line);
  }

  private ChildProcess recorded() throws IOException {
    PidFile.write(spec.pidFile(), pid, guard.pid());
    LOG.log(System.Logger.Level.DEBUG, "Started name={0} pid={1}", spec.name(), pid);
    return this;
  }

  public long pid() {
    return pid;
  }

  public boolean alive() {
    return guard.isAlive();
  }

  /** The exit code, 128 + signal for a process that died by one. */
  public CompletableFuture<Integer> onExit() {
    return guard.onExit().thenApply(Process::exitValue);
  }

  /** Waits for the process to end, at most that long; tells whether it did. */
  public boolean awaitExit(Duration atMost) {
    try {
      return guard.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed(spec.name(), "waiting for it was interrupted", spec.log());
    }
  }

  /** Kills the process at once, as a crash would. */
  public void kill() {
    child.ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Asks the process to end, kills it after its grace, and returns when it is gone. */
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "Guard was gone already name={0}", spec.name());
    }
    // Not to be interrupted: whoever is interrupted while stopping still has to stop all.
    long patience = spec.grace().plusSeconds(5).toMillis();
    guard.onExit().completeOnTimeout(guard, patience, TimeUnit.MILLISECONDS).join();
    guard.destroyForcibly();
    kill();
    PidFile.delete(spec.pidFile());
  }
}
