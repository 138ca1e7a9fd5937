package dev.sks.manager.logs.pods;

import dev.sks.contract.Shards;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.shards.OwnedShard;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whose shards are this manager's. */
final class OwnTenants {

  private final Set<Integer> shards = ConcurrentHashMap.newKeySet();

  void acquired(OwnedShard shard) {
    shards.add(shard.number());
  }

  void lost(OwnedShard shard) {
    shards.remove(shard.number());
  }

  boolean contain(AttemptRef attempt) {
    return shards.contains(Shards.of(attempt.tenant()));
  }
}
