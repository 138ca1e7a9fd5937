package dev.sks.engine.worker;

import java.io.Serializable;
import java.util.HashMap;

/**
 * What the workers of an attempt have in common, in every JVM that runs its tasks.
 *
 * @param workers of one JVM
 * @param memoryBytes limit of each
 * @param scratchFolder holds {@code program/} with the user's sources; workers spill there
 * @param sources of the user's program, by file name
 */
public record WorkerSettings(
    String python,
    int workers,
    long memoryBytes,
    String scratchFolder,
    HashMap<String, String> sources)
    implements Serializable {

  public String program() {
    return scratchFolder + "/program";
  }
}
