package dev.sks.manager.etcd;

/** Where things are in etcd. */
public final class Keys {

  private static final String ROOT = "/sks/v1/";

  public static final String MEMBERS = ROOT + "members/";
  public static final String OWNERS = ROOT + "owners/";
  public static final String ATTEMPT_KEY = ROOT + "attempt-key";

  private Keys() {}

  public static String member(String member) {
    return MEMBERS + member;
  }

  public static String owner(int shard) {
    return OWNERS + shard;
  }

  /** The next offset of the shard's partition of {@code sks.commands}. */
  public static String offset(int shard) {
    return ROOT + "offsets/" + shard;
  }

  /** The etcd revision up to which the shard's changes are on {@code sks.job-events}. */
  public static String published(int shard) {
    return ROOT + "published/" + shard;
  }

  public static String jobs(int shard) {
    return ROOT + "jobs/" + shard + "/";
  }
}
