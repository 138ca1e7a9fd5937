package dev.sks.manager.data;

import dev.sks.base.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps tenants' objects and jobs' results on one volume. Names are checked by the caller ({@link
 * dev.sks.contract.DataNames}); a bad one is an {@link IllegalArgumentException}. Every method
 * blocks.
 */
public interface DataStore {

  /** An object as stored, and whether it replaced another. */
  record Stored(DataObject object, boolean replaced) {}

  /** Makes the tenant's folder, if it has none; what mounts it needs it first. */
  void openTenant(String tenant) throws IOException;

  /** Removes all there is of a tenant; false if there was nothing. */
  boolean removeTenant(String tenant) throws IOException;

  /**
   * Stores a stream under a name, whole or not at all.
   *
   * @param announced bytes the stream will have, or -1
   * @throws ProblemException {@code storage-full}, {@code precondition-failed}
   */
  Stored put(
      String tenant, String name, InputStream content, long announced, Precondition precondition)
      throws IOException;

  Optional<DataObject> find(String tenant, String name) throws IOException;

  /** The file with an object's bytes. It may go away when the object does. */
  Path content(String tenant, DataObject object) throws IOException;

  /** Objects whose names start with the prefix and come after the given name, by name. */
  DataPage list(String tenant, String prefix, String after, int limit) throws IOException;

  /** Removes an object; false if there was none. */
  boolean remove(String tenant, String name, Precondition precondition) throws IOException;

  /** Keeps the inputs as they are now until {@link #releaseAttempt}. Idempotent. */
  List<HeldInput> holdInputs(String tenant, String job, int attempt, List<String> names)
      throws IOException, MissingInputException;

  /** The tenant's folder, in which all that is the tenant's lies. */
  Path folder(String tenant);

  /** The folder an attempt writes its parts to. */
  Path results(String tenant, String job, int attempt);

  /** The file that says how far an attempt's log has arrived. */
  Path logMarks(String tenant, String job, int attempt);

  /**
   * Lets go of an attempt's inputs and marks, and removes its parts unless they are the job's
   * result.
   */
  void releaseAttempt(String tenant, String job, int attempt, boolean keepParts) throws IOException;

  /** Removes all there is of a job: its results, other attempts' parts, its own input. */
  void removeJob(String tenant, String job) throws IOException;
}
