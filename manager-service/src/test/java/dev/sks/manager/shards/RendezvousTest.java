package dev.sks.manager.shards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.Shards;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendezvousTest {

  private static final List<String> THREE =
      List.of("sks-manager-0", "sks-manager-1", "sks-manager-2");

  @Test
  void shardsAreSpread() {
    var owned =
        owners(THREE).values().stream()
            .collect(Collectors.groupingBy(o -> o, Collectors.counting()));
    THREE.forEach(
        member -> assertTrue(owned.getOrDefault(member, 0L) >= Shards.COUNT / 6, owned.toString()));
  }

  @Test
  void onlyTheShardsOfAMemberThatLeftMove() {
    var before = owners(THREE);
    var after = owners(THREE.subList(0, 2));
    before.forEach(
        (shard, owner) -> {
          if (!owner.equals(THREE.get(2))) {
            assertEquals(owner, after.get(shard));
          }
        });
  }

  private static Map<Integer, String> owners(List<String> members) {
    return IntStream.range(0, Shards.COUNT)
        .boxed()
        .collect(Collectors.toMap(shard -> shard, shard -> Rendezvous.owner(shard, members)));
  }
}
