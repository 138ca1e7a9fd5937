package dev.sks.manager.launch.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.FailureClass;
import dev.sks.contract.JobIds;
import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.Program;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.data.DataStores;
import dev.sks.manager.data.Precondition;
import dev.sks.manager.launch.AttemptLaunch;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.LaunchException;
import dev.sks.manager.launch.Leftovers;
import dev.sks.manager.launch.Observation;
import dev.sks.manager.logs.LogShippers;
import dev.sks.manager.python.PythonInterpreters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes; a shell script stands where the engine's command line does. */
class LocalLauncherIT {

  private static final String FOR_EVER = "exec tail -f /dev/null";
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final AttemptRef ref = new AttemptRef("team", JobIds.next(0), 1);
  private DataStore data;
  private Path work;
  private String script = "exit 0";
  private LocalLauncher launcher;

  @BeforeEach
  void create() throws IOException {
    work = Files.createDirectories(folder.resolve("work"));
    data = DataStores.in(folder.resolve("data"));
    byte[] text = "one line\n".getBytes(StandardCharsets.US_ASCII);
    data.put("team", "in.txt", new ByteArrayInputStream(text), -1, Precondition.NONE);
    launcher = another();
  }

  @AfterEach
  void endAll() throws IOException {
    for (AttemptFolder attempt : AttemptFolder.in(work)) {
      launcher.stop(attempt.ref());
    }
  }

  private LocalLauncher another() throws IOException {
    var python = PythonInterpreters.in(work);
    var planner = new AttemptPlanner(data, python, List.of("http://127.0.0.1:1"));
    var supervision = new Supervision(python, path -> List.of("/bin/sh", "-c", script));
    var logs = LogShippers.withoutKafka();
    var leftovers = new Leftovers(data, (tenant, job) -> Optional.empty());
    return new LocalLauncher(Optional.of(work), planner, supervision, logs, leftovers);
  }

  @Test
  void runsAnAttemptToItsEndOnce() throws Exception {
    script = "echo run; echo oops >&2; exit 3";
    var told = new CopyOnWriteArrayList<AttemptRef>();
    launcher.onChange(told::add);
    start();
    start();
    another().start(launch());
    Observation.Ended ended = end();
    assertEquals(3, ended.exitCode());
    assertNull(ended.failure());
    await().atMost(SOON).until(() -> told.contains(ref));
    assertEquals("run\n", Files.readString(attempt().resolve("stdout")));
    assertEquals("oops\n", Files.readString(attempt().resolve("stderr")));
    var permissions = Files.getPosixFilePermissions(attempt().resolve("token"));
    assertEquals("rw-------", PosixFilePermissions.toString(permissions));
  }

  @Test
  void tellsTheLastWordsOfADriverThatDied() throws Exception {
    script = "echo it broke >&2; exit 17";
    start();
    Observation.Ended ended = end();
    assertEquals(17, ended.exitCode());
    assertEquals(FailureClass.LOST, ended.failure().failure());
    assertEquals("it broke\n", ended.failure().traceback());
  }

  @Test
  void tellsTheSignalThatEndedADriver() throws Exception {
    script = "kill -9 $$";
    start();
    assertEquals(128 + 9, end().exitCode());
  }

  @Test
  void isAdoptedByTheNextManager() throws Exception {
    script = FOR_EVER;
    start();
    LocalLauncher next = another();
    var told = new CopyOnWriteArrayList<AttemptRef>();
    next.onChange(told::add);
    await().atMost(SOON).until(() -> Files.exists(attempt().resolve("pid")));
    next.open();
    assertInstanceOf(Observation.Alive.class, next.observe(ref));
    next.start(launch());
    next.stop(ref);
    assertEquals(128 + 15, end().exitCode());
    await().atMost(SOON).until(() -> told.contains(ref));
  }

  @Test
  void endsDescendantsHoweverDetached() throws Exception {
    script =
        "trap '' TERM; python3 -c 'import os, signal\n"
            + "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
            + "if os.fork() == 0:\n"
            + "  os.setsid()\n"
            + "  if os.fork() == 0:\n"
            + "    open(\"child\", \"w\").write(str(os.getpid())); os.rename(\"child\", \"born\")\n"
            + "    while True: signal.pause()\n"
            + "'; "
            + FOR_EVER;
    start();
    Path born = attempt().resolve("scratch/born");
    await().atMost(SOON).until(() -> Files.exists(born));
    long grandchild = Long.parseLong(Files.readString(born));
    launcher.stop(ref);
    assertEquals(128 + 9, end().exitCode());
    assertFalse(ProcessTable.startOf(grandchild).isPresent());
  }

  @Test
  void killsWhatASupervisorThatWasKilledLeaves() throws Exception {
    script = "setsid sh -c 'echo $$ > child; mv child born; " + FOR_EVER + "' & wait";
    start();
    Path born = attempt().resolve("scratch/born");
    await().atMost(SOON).until(() -> Files.exists(born));
    long orphan = Long.parseLong(Files.readString(born).strip());
    var supervisor = AttemptFolder.of(work.toRealPath(), ref).supervisor().orElseThrow();
    assertTrue(ProcessHandle.of(supervisor.pid()).orElseThrow().destroyForcibly());
    Observation.Ended ended = end();
    assertEquals(FailureClass.LOST, ended.failure().failure());
    assertFalse(ProcessTable.startOf(orphan).isPresent());
  }

  @Test
  void failsForAnInputThatIsGone() throws IOException {
    data.remove("team", "in.txt", Precondition.NONE);
    var refused = assertThrows(LaunchException.class, this::start);
    assertEquals(FailureClass.INPUT, refused.failure().failure());
  }

  @Test
  void givesAnAttemptNoSecretsOfTheManager() throws Exception {
    script = "env";
    start();
    assertEquals(0, end().exitCode());
    List<String> names =
        Files.readAllLines(attempt().resolve("stdout")).stream()
            .map(line -> line.split("=", 2)[0])
            .toList();
    assertTrue(names.contains("SKS_ATTEMPT"));
    assertFalse(names.contains("SKS_POSTGRES_PASSWORD"));
    assertTrue(names.size() < 15, names::toString);
  }

  private void start() throws LaunchException {
    launcher.start(launch());
  }

  private AttemptLaunch launch() {
    var program = new Program.Python("mapper = 1", "reducer = 1", null);
    var spec = new MapReduceSpec(null, null, program, List.of("in.txt"), 0, 0, null, null, null);
    return new AttemptLaunch(ref, spec, "secret");
  }

  private Observation.Ended end() {
    await()
        .atMost(SOON.toSeconds(), SECONDS)
        .until(() -> launcher.observe(ref) instanceof Observation.Ended);
    return (Observation.Ended) launcher.observe(ref);
  }

  private Path attempt() {
    return work.resolve("team").resolve(ref.job()).resolve("1");
  }
}
