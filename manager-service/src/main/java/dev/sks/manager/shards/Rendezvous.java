package dev.sks.manager.shards;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.zip.CRC32C;

/** Rendezvous hashing: every manager finds the same owner, and few shards move with a member. */
final class Rendezvous {

  private Rendezvous() {}

  /** The member that should own the shard; members must not be empty. */
  static String owner(int shard, Collection<String> members) {
    return members.stream()
        .max(
            Comparator.<String>comparingLong(member -> weight(shard, member))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static long weight(int shard, String member) {
    var crc = new CRC32C();
    crc.update(member.getBytes(StandardCharsets.UTF_8));
    return mix(crc.getValue() << 32 | shard);
  }

  /** The finaliser of SplitMix64: a CRC alone is linear and would favour members. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
