package dev.sks.manager.shards;

import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.Keys;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes that happen only while a shard is owned. */
@ApplicationScoped
public class FencedWrites {

  private final Etcd etcd;

  public FencedWrites(Etcd etcd) {
    this.etcd = etcd;
  }

  public static Op put(String key, ByteSequence value) {
    return Op.put(Etcd.bytes(key), value, PutOption.DEFAULT);
  }

  /**
   * One transaction.
   *
   * @param shard whose fence is compared; empty for writes that any manager may do
   * @return the revision of the write; empty if one of the compares did not hold
   * @throws ShardLostException if the shard is not owned any more
   */
  public Optional<Long> commit(Optional<OwnedShard> shard, List<Cmp> compares, List<Op> ops) {
    var all = new ArrayList<>(compares);
    var otherwise = new ArrayList<Op>();
    shard.ifPresent(
        owned -> {
          all.add(owned.holds());
          otherwise.add(Op.get(Etcd.bytes(Keys.owner(owned.number())), GetOption.DEFAULT));
        });
    TxnResponse response = etcd.commit(all, ops, otherwise);
    if (response.isSucceeded()) {
      return Optional.of(response.getHeader().getRevision());
    }
    shard.ifPresent(owned -> requireFence(owned, response));
    return Optional.empty();
  }

  private static void requireFence(OwnedShard shard, TxnResponse response) {
    boolean owned =
        response.getGetResponses().stream()
            .flatMap(r -> r.getKvs().stream())
            .anyMatch(owner -> owner.getCreateRevision() == shard.fence());
    if (!owned) {
      throw new ShardLostException(shard);
    }
  }
}
