package dev.sks.manager.jobs;

import dev.sks.base.json.BusJson;
import io.etcd.jetcd.KeyValue;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A job's status as it was read.
 *
 * @param revision of the record in etcd; a write compares it
 */
public record VersionedJob(JobKey key, Lifecycle lifecycle, long revision) {

  private static final Logger LOG = Logger.getLogger(VersionedJob.class);

  /** The job in an etcd entry; empty if it is no status, or none that can be read. */
  static Optional<VersionedJob> of(KeyValue entry) {
    return JobKey.ofStatus(entry.getKey().toString()).flatMap(key -> read(key, entry));
  }

  /** One status that can't be read must not hold up the other jobs of its shard. */
  private static Optional<VersionedJob> read(JobKey key, KeyValue entry) {
    try {
      var lifecycle = BusJson.read(entry.getValue().getBytes(), Lifecycle.class);
      return Optional.of(new VersionedJob(key, lifecycle, entry.getModRevision()));
    } catch (IOException e) {
      LOG.errorf(e, "Status not readable, job left alone job=%s", key.id());
      return Optional.empty();
    }
  }
}
