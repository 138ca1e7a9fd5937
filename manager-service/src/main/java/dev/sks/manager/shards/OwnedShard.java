package dev.sks.manager.shards;

import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.Keys;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import java.time.Instant;

/**
 * A shard this manager owns, until its lease ends.
 *
 * @param fence create-revision of the owner key: no other owner ever has the same
 */
public record OwnedShard(int number, long fence, Instant since) {

  /** Holds as long as this ownership does. */
  public Cmp holds() {
    return new Cmp(Etcd.bytes(Keys.owner(number)), Cmp.Op.EQUAL, CmpTarget.createRevision(fence));
  }
}
