package dev.sks.manager.shards;

/** Another manager owns the shard now: drop the work, it has been taken over. */
public class ShardLostException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ShardLostException(OwnedShard shard) {
    super("shard " + shard.number() + " is no longer owned");
  }
}
