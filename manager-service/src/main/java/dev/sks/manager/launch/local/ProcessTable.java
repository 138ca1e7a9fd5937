package dev.sks.manager.launch.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** This machine's processes as {@code /proc} shows them; elsewhere, what Java knows. */
final class ProcessTable {

  private static final Path PROC = Path.of("/proc");
  private static final int STATE = 0;
  private static final int SESSION = 3;
  private static final int START = 19;

  private ProcessTable() {}

  /** Start time of a process, in the system's own unit; empty if it has ended. */
  static OptionalLong startOf(long pid) {
    if (!Files.isDirectory(PROC.resolve("self"))) {
      return ProcessHandle.of(pid).isPresent() ? OptionalLong.of(0) : OptionalLong.empty();
    }
    String[] stat = stat(pid);
    return isRunning(stat) ? OptionalLong.of(Long.parseLong(stat[START])) : OptionalLong.empty();
  }

  /**
   * Running processes of a session, and those with the marker, such as {@code A=b}, in their
   * environment.
   */
  static List<ProcessHandle> of(long session, String marker) {
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self)
        .filter(process -> belongs(process.pid(), session, marker))
        .toList();
  }

  private static boolean belongs(long pid, long session, String marker) {
    String[] stat = stat(pid);
    return isRunning(stat)
        && (Long.parseLong(stat[SESSION]) == session || environment(pid).contains(marker));
  }

  private static boolean isRunning(String[] stat) {
    return stat.length > START && !stat[STATE].equals("Z") && !stat[STATE].equals("X");
  }

  /** The fields after the command's name; none if the process is gone. */
  private static String[] stat(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    } catch (IOException e) {
      return new String[0];
    }
  }

  private static List<String> environment(long pid) {
    try {
      byte[] environment = Files.readAllBytes(PROC.resolve(pid + "/environ"));
      return Arrays.asList(new String(environment, StandardCharsets.UTF_8).split("\0"));
    } catch (IOException e) {
      // Gone, or another user's.
      return List.of();
    }
  }
}
