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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** This manager's place among the members: a key with a lease, and the owner keys it holds. */
class Membership {

  private final Etcd etcd;
  private final Clock clock;
  private final String member;
  private final Duration ttl;
  private Long lease;
  private Instant leaseEnds = Instant.MIN;

  Membership(Etcd etcd, Clock clock, String member, Duration ttl) {
    this.etcd = etcd;
    this.clock = clock;
    this.member = member;
    this.ttl = ttl;
  }

  /**
   * Joins under a new lease. What an earlier life under this name left is removed first, which lets
   * a restarted manager take over at once and fences a twin that is merely paused.
   */
  void join() {
    Instant asked = clock.instant();
    long granted = etcd.grantLease(ttl);
    var leftovers = new ArrayList<Op>();
    for (KeyValue owner : etcd.list(Keys.OWNERS, false).entries()) {
      if (owner.getValue().toString().equals(member)) {
        leftovers.add(Op.delete(owner.getKey(), DeleteOption.DEFAULT));
      }
    }
    leftovers.add(Op.delete(Etcd.bytes(Keys.member(member)), DeleteOption.DEFAULT));
    etcd.commit(List.of(), leftovers, List.of());
    etcd.commit(List.of(), List.of(leased(Keys.member(member), granted)), List.of());
    lease = granted;
    leaseEnds = asked.plus(ttl);
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
    for (KeyValue entry : etcd.list(Keys.MEMBERS, false).entries()) {
      members.add(entry.getKey().toString().substring(Keys.MEMBERS.length()));
    }
    return members;
  }

  /** Whether the shard is this member's share. */
  boolean owns(int shard, Set<String> members) {
    return members.contains(member) && Rendezvous.owner(shard, members).equals(member);
  }

  /** Takes a shard nobody owns; empty if somebody does. */
  Optional<OwnedShard> take(int shard) {
    var free = new Cmp(Etcd.bytes(Keys.owner(shard)), Cmp.Op.EQUAL, CmpTarget.version(0));
    var taken = etcd.commit(List.of(free), List.of(leased(Keys.owner(shard), lease)), List.of());
    return taken.isSucceeded()
        ? Optional.of(new OwnedShard(shard, taken.getHeader().getRevision(), clock.instant()))
        : Optional.empty();
  }

  void release(OwnedShard shard) {
    var delete = Op.delete(Etcd.bytes(Keys.owner(shard.number())), DeleteOption.DEFAULT);
    etcd.commit(List.of(shard.holds()), List.of(delete), List.of());
  }

  private Op leased(String key, long id) {
    return Op.put(Etcd.bytes(key), Etcd.bytes(member), PutOption.builder().withLeaseId(id).build());
  }
}
