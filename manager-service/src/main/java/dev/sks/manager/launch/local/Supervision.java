package dev.sks.manager.launch.local;

import dev.sks.manager.python.PythonInterpreter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts supervisors, and knows which processes are an attempt's. */
@ApplicationScoped
class Supervision {

  private static final String PROGRAM = "sks_attempt.py";
  private static final String MARKER = "SKS_ATTEMPT";

  private static final long NO_SESSION = -1;

  /** Of the manager's environment, what is none of its secrets. */
  private static final List<String> PASSED_ON =
      List.of("PATH", "HOME", "USER", "TZ", "JAVA_HOME", "LD_LIBRARY_PATH", "SKS_LIFELINE_PID");

  private final PythonInterpreter python;
  private final AttemptCommand command;
  private Path program;

  Supervision(PythonInterpreter python, AttemptCommand command) {
    this.python = python;
    this.command = command;
  }

  /** Starts the attempt in its folder. */
  Process start(AttemptFolder folder) throws IOException {
    var line = new ArrayList<String>();
    line.addAll(List.of(python.executable(), "-I", "-S", program().toString()));
    line.addAll(List.of(folder.path().toString(), "--"));
    line.addAll(command.in(folder.path()));
    var builder = new ProcessBuilder(line).directory(folder.scratch().toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(PASSED_ON);
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TMPDIR", folder.scratch().toString());
    environment.put(MARKER, folder.path().toString());
    // Not inherited: what it says must not need a living manager.
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(Redirect.appendTo(folder.path().resolve("supervisor").toFile()));
    return builder.start();
  }

  boolean isAlive(AttemptFolder.Supervisor supervisor) {
    var start = ProcessTable.startOf(supervisor.pid());
    return start.isPresent() && start.getAsLong() == supervisor.start();
  }

  /** Kills what a supervisor that is gone has left; true if there was anything. */
  boolean killOrphans(AttemptFolder folder, Optional<AttemptFolder.Supervisor> supervisor) {
    long session = supervisor.map(AttemptFolder.Supervisor::pid).orElse(NO_SESSION);
    List<ProcessHandle> orphans = ProcessTable.of(session, MARKER + "=" + folder.path());
    orphans.forEach(ProcessHandle::destroyForcibly);
    return !orphans.isEmpty();
  }

  private synchronized Path program() throws IOException {
    if (program == null) {
      program = python.program(Supervision.class, PROGRAM);
    }
    return program;
  }
}
