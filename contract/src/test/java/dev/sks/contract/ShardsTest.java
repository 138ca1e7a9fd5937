package dev.sks.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {

  @Test
  void aTenantStaysInItsShardForEver() {
    // Jobs are stored under their shard: another answer would lose them.
    assertEquals(6, Shards.of("acme"));
  }

  @Test
  void manyTenantsUseEveryShard() {
    long used = IntStream.range(0, 2000).map(i -> Shards.of("tenant-" + i)).distinct().count();
    assertEquals(Shards.COUNT, used);
  }
}
