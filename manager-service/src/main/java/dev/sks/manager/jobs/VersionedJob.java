package dev.sks.manager.jobs;

import dev.sks.base.json.BusJson;
import io.etcd.jetcd.KeyValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A job's status as it was read.
 *
 * @param revision of the record in etcd; a write compares it
 */
public record VersionedJob(JobKey key, Lifecycle lifecycle, long revision) {

  /** The job in an etcd entry; empty if it is no status. */
  static Optional<VersionedJob> of(KeyValue entry) {
    return JobKey.ofStatus(entry.getKey().toString())
        .map(key -> new VersionedJob(key, read(entry), entry.getModRevision()));
  }

  private static Lifecycle read(KeyValue entry) {
    try {
      return BusJson.read(entry.getValue().getBytes(), Lifecycle.class);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable status " + entry.getKey(), e);
    }
  }
}
