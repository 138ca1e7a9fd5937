package dev.sks.manager.jobs;

import dev.sks.manager.shards.OwnedShard;

/** Hears of the jobs of owned shards. All calls come on one thread, in the order of a shard. */
public interface JobListener {

  /** A shard is about to be read. May be called again for the same shard, which starts over. */
  void opened(OwnedShard shard);

  /** A job is there or has changed. The same revision may come twice. */
  void changed(OwnedShard shard, VersionedJob job);

  void removed(OwnedShard shard, JobKey key);

  /** Everything up to this revision has been told. */
  void caughtUp(OwnedShard shard, long revision);

  void closed(OwnedShard shard);
}
