package dev.sks.engine.worker;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A Python process, connected; runs one task at a time. */
final class PythonWorker {

  private static final int SIGKILL = 128 + 9;

  private final Process process;
  private final WorkerConnection connection;
  private final WorkerPool pool;

  PythonWorker(Process process, WorkerConnection connection, WorkerPool pool) {
    this.process = process;
    this.connection = connection;
    this.pool = pool;
  }

  WorkerConnection connection() {
    return connection;
  }

  void giveBack() {
    pool.giveBack(this);
  }

  /** Ends it, and what it started; the pool starts another when one is wanted. */
  void discard() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      connection.close();
    } catch (IOException e) {
      System.err.println("sks: can't close a worker's connection cause=" + e);
    }
  }

  /** Why the connection broke: the process' exit tells. */
  AttemptFailedException died(IOException broken) {
    Integer code = exitCode();
    if (code == null) {
      return failure(
          FailureClass.USER_CODE,
          "the program cut its worker off from the engine: " + broken,
          null);
    }
    if (code == SIGKILL && pool.oomWatch().hasKilled()) {
      return failure(
          FailureClass.OUT_OF_MEMORY,
          "a worker was killed for want of memory; its limit is " + pool.memoryBytes() + " bytes",
          code);
    }
    if (code == SIGKILL) {
      return failure(FailureClass.INFRASTRUCTURE, "a worker was killed (SIGKILL)", code);
    }
    String how = code > 128 ? "was ended by signal " + (code - 128) : "exited with code " + code;
    return failure(FailureClass.USER_CODE, "the program's process " + how, code);
  }

  private Integer exitCode() {
    try {
      return process.waitFor(5, TimeUnit.SECONDS) ? process.exitValue() : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static AttemptFailedException failure(FailureClass kind, String message, Integer code) {
    return new AttemptFailedException(new Failure(kind, message, null, null, code));
  }
}
