package dev.sks.contract;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The unit of ownership among managers: a tenant is in one shard, for ever. */
public final class Shards {

  /** Fixed: also the partitions of {@code sks.commands}. */
  public static final int COUNT = 64;

  private Shards() {}

  /** The shard of a tenant, in {@code [0, COUNT)}. */
  public static int of(String tenant) {
    var crc = new CRC32C();
    crc.update(tenant.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % COUNT);
  }
}
