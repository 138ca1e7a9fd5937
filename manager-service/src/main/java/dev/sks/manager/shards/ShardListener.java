package dev.sks.manager.shards;

/** Works for the shards this manager owns. Called on one thread; must not block. */
public interface ShardListener {

  void acquired(OwnedShard shard);

  void lost(OwnedShard shard);
}
