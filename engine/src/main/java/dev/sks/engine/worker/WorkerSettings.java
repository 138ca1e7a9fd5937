package dev.sks.engine.worker;

import java.io.Serializable;

/**
 * What the workers of an attempt have in common.
 *
 * @param scratchFolder holds {@code program/} with the user's sources; workers spill there
 */
public record WorkerSettings(String python, int workers, long memoryBytes, String scratchFolder)
    implements Serializable {

  public String sources() {
    return scratchFolder + "/program";
  }
}
