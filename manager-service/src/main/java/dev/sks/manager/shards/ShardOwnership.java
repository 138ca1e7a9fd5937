package dev.sks.manager.shards;

import dev.sks.contract.Shards;
import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.EtcdUnavailableException;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps this manager a member and its share of the shards its own. A lease that may have ended
 * means giving up every shard and joining again.
 */
@ApplicationScoped
public class ShardOwnership {

  private static final Logger LOG = Logger.getLogger(ShardOwnership.class);

  private final Etcd etcd;
  private final Membership membership;
  private final List<ShardListener> listeners;
  private final Duration beat;
  private final Map<Integer, OwnedShard> owned = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sks-shards"));
  private volatile boolean settled;

  public ShardOwnership(
      Etcd etcd,
      Clock clock,
      @All List<ShardListener> listeners,
      @ConfigProperty(name = "sks.manager.id") String member,
      @ConfigProperty(name = "sks.manager.lease") Duration lease) {
    this.etcd = etcd;
    this.membership = new Membership(etcd, clock, member, lease);
    this.listeners = listeners;
    this.beat = lease.dividedBy(10);
  }

  public void start() {
    thread.scheduleWithFixedDelay(this::beat, 0, beat.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The shard, if this manager owns it. */
  public Optional<OwnedShard> find(int shard) {
    return Optional.ofNullable(owned.get(shard));
  }

  /** Whether it is the same ownership still, not a later one of the same shard. */
  public boolean holds(OwnedShard shard) {
    return shard.equals(owned.get(shard.number()));
  }

  /** Whether this manager is a member and has every shard that is its share. */
  public boolean isSettled() {
    return settled;
  }

  private void beat() {
    try {
      if (membership.isJoined() && !membership.renew()) {
        giveUp("the lease ended");
      }
      if (membership.isJoined() || join()) {
        share();
      }
    } catch (EtcdUnavailableException e) {
      unreachable(e);
    } catch (RuntimeException e) {
      LOG.error("Membership not renewed", e);
    }
  }

  private void unreachable(EtcdUnavailableException e) {
    LOG.warnf("etcd is away cause=%s", e.getMessage());
    if (!membership.isJoined()) {
      etcd.reconnect();
    } else if (membership.mayHaveExpired()) {
      giveUp("etcd has been away for longer than the lease");
      etcd.reconnect();
    }
  }

  private boolean join() {
    boolean joined = membership.join();
    if (joined) {
      LOG.info("Joined the managers");
    } else {
      LOG.error("Another manager runs under this one's name: set SKS_MANAGER_ID");
    }
    return joined;
  }

  private void share() {
    Set<String> members = membership.members();
    Map<Integer, Long> fences = membership.fences();
    int before = owned.size();
    var wanted = new ArrayList<Integer>();
    int shares = 0;
    for (int shard = 0; shard < Shards.COUNT; shard++) {
      boolean mine = membership.owns(shard, members);
      shares += mine ? 1 : 0;
      review(shard, mine, fences.get(shard));
      if (mine && fences.get(shard) == null) {
        wanted.add(shard);
      }
    }
    if (!wanted.isEmpty()) {
      membership.take(wanted).forEach(this::acquired);
    }
    if (owned.size() != before) {
      LOG.infof("Shards owned=%d of=%d members=%s", owned.size(), Shards.COUNT, members);
    }
    settled = owned.size() == shares;
  }

  private void review(int shard, boolean mine, Long fence) {
    OwnedShard current = owned.get(shard);
    if (current == null) {
      return;
    }
    boolean stolen = fence == null || fence != current.fence();
    if (stolen || !mine) {
      lost(current);
    }
    if (!stolen && !mine) {
      membership.release(current);
    }
  }

  private void acquired(OwnedShard shard) {
    owned.put(shard.number(), shard);
    listeners.forEach(listener -> listener.acquired(shard));
  }

  private void lost(OwnedShard shard) {
    owned.remove(shard.number());
    listeners.forEach(listener -> listener.lost(shard));
  }

  private void giveUp(String why) {
    LOG.warnf("Shards given up owned=%d why=%s", owned.size(), why);
    settled = false;
    List.copyOf(owned.values()).forEach(this::lost);
    membership.forget();
  }

  /** Before beans are destroyed: the listeners still work. */
  public void stop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
    List.copyOf(owned.values()).forEach(this::lost);
    try {
      membership.leave();
    } catch (EtcdUnavailableException e) {
      LOG.infof("Left without a word: the lease will end by itself cause=%s", e.getMessage());
    }
  }
}
