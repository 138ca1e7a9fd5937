package dev.sks.manager.launch.local;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.manager.launch.AttemptLaunch;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.LaunchException;
import dev.sks.manager.launch.Launcher;
import dev.sks.manager.launch.Leftovers;
import dev.sks.manager.launch.Observation;
import dev.sks.manager.logs.LogShipper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Attempts as processes of this machine. What it knows is in the attempts' folders, so another
 * instance, such as that of a restarted manager, goes on where this one ended.
 */
@ApplicationScoped
@Typed(LocalLauncher.class)
public class LocalLauncher implements Launcher {

  private static final Logger LOG = Logger.getLogger(LocalLauncher.class);

  /** A supervisor that has not said its pid by then was never started: the manager died there. */
  private static final Duration UNBORN = Duration.ofSeconds(15);

  private final Path work;
  private final AttemptPlanner planner;
  private final Supervision supervision;
  private final LogShipper logs;
  private final Leftovers leftovers;
  private final List<Consumer<AttemptRef>> listeners = new CopyOnWriteArrayList<>();

  LocalLauncher(
      @ConfigProperty(name = "sks.work.dir") Optional<Path> work,
      AttemptPlanner planner,
      Supervision supervision,
      LogShipper logs,
      Leftovers leftovers)
      throws IOException {
    this.work = Files.createDirectories(folder(work)).toRealPath();
    this.planner = planner;
    this.supervision = supervision;
    this.logs = logs;
    this.leftovers = leftovers;
  }

  private static Path folder(Optional<Path> work) {
    return work.orElseThrow(
        () -> new IllegalStateException("Set SKS_WORK_DIR to a folder for the local attempts."));
  }

  /** Takes over the attempts that a manager before this one started. */
  @Override
  public void open() {
    try {
      adopt();
    } catch (IOException e) {
      throw new UncheckedIOException("attempts in " + work + " can't be taken over", e);
    }
  }

  private void adopt() throws IOException {
    for (AttemptFolder folder : AttemptFolder.in(work)) {
      if (folder.isClaimed()) {
        logs.follow(folder.ref(), folder.path());
        folder
            .supervisor()
            .filter(supervision::isAlive)
            .flatMap(supervisor -> ProcessHandle.of(supervisor.pid()))
            .ifPresent(process -> tellAtExit(process, folder.ref()));
      }
      if (folder.isForgotten()) {
        leftovers.remove(new FolderLeftover(folder, logs));
      }
    }
  }

  @Override
  public void start(AttemptLaunch launch) throws LaunchException {
    AttemptFolder folder = AttemptFolder.of(work, launch.ref());
    if (folder.isClaimed()) {
      return;
    }
    try {
      folder.prepare(planner.plan(launch, folder), launch.token());
      if (folder.claim()) {
        run(folder);
      }
    } catch (IOException e) {
      throw new LaunchException(
          Failure.of(
              FailureClass.INFRASTRUCTURE, "The attempt could not be started: " + e.getMessage()),
          e);
    }
  }

  private void run(AttemptFolder folder) throws IOException {
    try {
      Process supervisor = supervision.start(folder);
      tellAtExit(supervisor.toHandle(), folder.ref());
    } catch (IOException e) {
      folder.unclaim();
      throw e;
    }
    logs.follow(folder.ref(), folder.path());
    AttemptRef ref = folder.ref();
    LOG.infof(
        "Attempt started job=%s attempt=%d tenant=%s", ref.job(), ref.attempt(), ref.tenant());
  }

  @Override
  public Observation observe(AttemptRef attempt) {
    AttemptFolder folder = AttemptFolder.of(work, attempt);
    if (!folder.isClaimed() || folder.isForgotten()) {
      return new Observation.Absent();
    }
    try {
      return observe(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("attempt can't be observed: " + attempt, e);
    }
  }

  private Observation observe(AttemptFolder folder) throws IOException {
    var supervisor = folder.supervisor();
    boolean alive =
        supervisor.isPresent()
            ? supervision.isAlive(supervisor.get())
            : folder.sinceClaim().compareTo(UNBORN) < 0;
    // Read after its supervisor was seen dead, else an end in between would look like a loss.
    var exit = folder.exit();
    if (exit.isPresent()) {
      return Ending.explain(folder, exit.get());
    }
    if (alive || supervision.killOrphans(folder, supervisor)) {
      return new Observation.Alive();
    }
    var lost = new AttemptFolder.Exit(null, null);
    folder.recordExit(lost);
    return Ending.explain(folder, lost);
  }

  @Override
  public void stop(AttemptRef attempt) {
    AttemptFolder folder = AttemptFolder.of(work, attempt);
    if (!folder.isClaimed()) {
      return;
    }
    try {
      // First the mark, then the pid: a supervisor that is just being born sees one or the other.
      folder.askToStop();
      folder
          .supervisor()
          .filter(supervision::isAlive)
          .flatMap(supervisor -> ProcessHandle.of(supervisor.pid()))
          .ifPresent(ProcessHandle::destroy);
    } catch (IOException e) {
      throw new UncheckedIOException("attempt can't be stopped: " + attempt, e);
    }
  }

  @Override
  public void forget(AttemptRef attempt) {
    AttemptFolder folder = AttemptFolder.of(work, attempt);
    try {
      Files.createDirectories(folder.path());
      folder.askToForget();
      if (folder.isClaimed()) {
        // A manager that has just started may not have adopted it yet: its log goes first.
        logs.follow(attempt, folder.path());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("attempt can't be forgotten: " + attempt, e);
    }
    leftovers.remove(new FolderLeftover(folder, logs));
  }

  @Override
  public void onChange(Consumer<AttemptRef> listener) {
    listeners.add(listener);
  }

  private void tellAtExit(ProcessHandle process, AttemptRef ref) {
    process.onExit().thenRun(() -> listeners.forEach(listener -> listener.accept(ref)));
  }
}
