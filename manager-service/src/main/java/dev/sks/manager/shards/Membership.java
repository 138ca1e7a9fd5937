package dev.sks.manager.shards;

import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.Keys;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.PutOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** This manager's place among the members: a key with a lease, and the owner keys it holds. */
class Membership {

  private final Etcd etcd;
  private final Clock clock;
  private final String member;
  private final Duration ttl;
  private final String life = UUID.randomUUID().toString();
  private boolean joinedBefore;
  private Long lease;
  private Instant leaseEnds = Instant.MIN;

  Membership(Etcd etcd, Clock clock, String member, Duration ttl) {
    this.etcd = etcd;
    this.clock = clock;
    this.member = member;
    this.ttl = ttl;
  }

  /**
   * Joins under a new lease. What an earlier life under this name left is removed first, so that a
   * restarted manager takes over at once. A life that has been succeeded by another, because it was
   * paused, stays out.
   *
   * @return whether it is a member now
   */
  boolean join() {
    String key = Keys.member(member);
    boolean succeeded =
        joinedBefore
            && etcd.get(key).filter(entry -> !entry.getValue().toString().equals(life)).isPresent();
    if (succeeded) {
      return false;
    }
    Instant asked = clock.instant();
    long granted = etcd.grantLease(ttl);
    var leftovers = new ArrayList<Op>();
    for (KeyValue owner : etcd.list(Keys.OWNERS, false).entries()) {
      if (owner.getValue().toString().equals(member)) {
        leftovers.add(Op.delete(owner.getKey(), DeleteOption.DEFAULT));
      }
    }
    leftovers.add(leased(key, life, granted));
    etcd.commit(List.of(), leftovers, List.of());
    joinedBefore = true;
    lease = granted;
    leaseEnds = asked.plus(ttl);
    return true;
  }

  boolean isJoined() {
    return lease != null;
  }

  /** Whether this manager is still a member, as far as it can know. */
  boolean renew() {
    Instant asked = clock.instant();
    if (!etcd.renewLease(lease)) {
      return false;
    }
    leaseEnds = asked.plus(ttl);
    return true;
  }

  boolean mayHaveExpired() {
    return !clock.instant().isBefore(leaseEnds);
  }

  void forget() {
    lease = null;
  }

  /** Leaves at once instead of when the lease ends. */
  void leave() {
    if (lease != null) {
      etcd.revokeLease(lease);
      lease = null;
    }
  }

  Set<String> members() {
    var members = new TreeSet<String>();
    for (KeyValue entry : etcd.list(Keys.MEMBERS, true).entries()) {
      members.add(entry.getKey().toString().substring(Keys.MEMBERS.length()));
    }
    return members;
  }

  /** The fences of all owned shards, whoever owns them. */
  Map<Integer, Long> fences() {
    var fences = new HashMap<Integer, Long>();
    for (KeyValue owner : etcd.list(Keys.OWNERS, true).entries()) {
      String shard = owner.getKey().toString().substring(Keys.OWNERS.length());
      fences.put(Integer.valueOf(shard), owner.getCreateRevision());
    }
    return fences;
  }

  /** Whether the shard is this member's share. */
  boolean owns(int shard, Set<String> members) {
    return members.contains(member) && Rendezvous.owner(shard, members).equals(member);
  }

  /** Takes shards nobody owns: all of them, or none if somebody was faster with one. */
  List<OwnedShard> take(List<Integer> shards) {
    var free = new ArrayList<Cmp>();
    var owners = new ArrayList<Op>();
    for (int shard : shards) {
      String key = Keys.owner(shard);
      free.add(new Cmp(Etcd.bytes(key), Cmp.Op.EQUAL, CmpTarget.version(0)));
      owners.add(leased(key, member, lease));
    }
    var taken = etcd.commit(free, owners, List.of());
    if (!taken.isSucceeded()) {
      return List.of();
    }
    long fence = taken.getHeader().getRevision();
    Instant now = clock.instant();
    return shards.stream().map(shard -> new OwnedShard(shard, fence, now)).toList();
  }

  void release(OwnedShard shard) {
    var delete = Op.delete(Etcd.bytes(Keys.owner(shard.number())), DeleteOption.DEFAULT);
    etcd.commit(List.of(shard.holds()), List.of(delete), List.of());
  }

  private static Op leased(String key, String value, long lease) {
    return Op.put(
        Etcd.bytes(key), Etcd.bytes(value), PutOption.builder().withLeaseId(lease).build());
  }
}
