package dev.sks.manager.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.common.exception.ErrorCode;
import io.etcd.jetcd.common.exception.EtcdException;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.OptionsUtil;
import io.etcd.jetcd.options.WatchOption;
import io.grpc.Status;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * etcd, blocking, every call with a deadline.
 *
 * <p>Calls throw {@link EtcdUnavailableException} when the outcome is unknown.
 */
@ApplicationScoped
public class Etcd {

  private static final int PAGE = 500;

  private static final Set<Status.Code> CREDENTIALS =
      Set.of(Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED);

  private final EtcdConfig config;
  private final Duration deadline;
  private volatile Client client;

  public Etcd(EtcdConfig config) {
    this.config = config;
    this.deadline = config.deadline();
    this.client = connect();
  }

  private Client connect() {
    return EtcdClients.of(config).build();
  }

  /**
   * Starts a fresh connection: the old one's back-off grows to minutes in an outage. Watches of the
   * old one end.
   */
  public synchronized void reconnect() {
    Client old = client;
    client = connect();
    old.close();
  }

  public static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }

  public Optional<KeyValue> get(String key) {
    return await(client.getKVClient().get(bytes(key))).getKvs().stream().findFirst();
  }

  /**
   * All keys that start with a prefix, read page by page.
   *
   * @param revision of the first page: a watch that misses nothing starts after it
   */
  public record Listing(List<KeyValue> entries, long revision) {}

  public Listing list(String prefix, boolean keysOnly) {
    var entries = new ArrayList<KeyValue>();
    var option =
        GetOption.builder()
            .withRange(OptionsUtil.prefixEndOf(bytes(prefix)))
            .withKeysOnly(keysOnly)
            .withLimit(PAGE)
            .build();
    GetResponse page = await(client.getKVClient().get(bytes(prefix), option));
    long revision = page.getHeader().getRevision();
    entries.addAll(page.getKvs());
    while (page.isMore()) {
      ByteSequence next =
          entries.get(entries.size() - 1).getKey().concat(ByteSequence.from(new byte[1]));
      page = await(client.getKVClient().get(next, option));
      entries.addAll(page.getKvs());
    }
    return new Listing(entries, revision);
  }

  /** One transaction: all of {@code then} if every compare holds, else {@code otherwise}. */
  public TxnResponse commit(List<Cmp> compares, List<Op> then, List<Op> otherwise) {
    return await(
        client
            .getKVClient()
            .txn()
            .If(compares.toArray(Cmp[]::new))
            .Then(then.toArray(Op[]::new))
            .Else(otherwise.toArray(Op[]::new))
            .commit());
  }

  /** Reads keys in one round trip; those that are not there are left out. */
  public List<KeyValue> getAll(List<String> keys) {
    List<Op> gets = keys.stream().<Op>map(k -> Op.get(bytes(k), GetOption.DEFAULT)).toList();
    return commit(List.of(), gets, List.of()).getGetResponses().stream()
        .flatMap(r -> r.getKvs().stream())
        .toList();
  }

  public long grantLease(Duration ttl) {
    return await(client.getLeaseClient().grant(ttl.toSeconds())).getID();
  }

  /** Whether the lease is still there; it is renewed then. */
  public boolean renewLease(long lease) {
    try {
      return await(client.getLeaseClient().keepAliveOnce(lease)).getTTL() > 0;
    } catch (EtcdException e) {
      if (e.getErrorCode() == ErrorCode.NOT_FOUND) {
        return false;
      }
      throw new EtcdUnavailableException("lease not renewed", e);
    }
  }

  public void revokeLease(long lease) {
    await(client.getLeaseClient().revoke(lease));
  }

  /** Watches a prefix. The listener is called on the client's threads and must not block. */
  public Watch.Watcher watch(String prefix, long fromRevision, Watch.Listener listener) {
    var option =
        WatchOption.builder()
            .isPrefix(true)
            .withRevision(fromRevision)
            .withRequireLeader(true)
            .build();
    return client.getWatchClient().watch(bytes(prefix), option, listener);
  }

  private <T> T await(CompletableFuture<T> call) {
    try {
      return call.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      call.cancel(true);
      throw new EtcdUnavailableException("etcd did not answer within " + deadline, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EtcdUnavailableException("interrupted", e);
    } catch (ExecutionException e) {
      throw classify(e.getCause());
    }
  }

  private static RuntimeException classify(Throwable cause) {
    var status = Status.fromThrowable(cause);
    if (CREDENTIALS.contains(status.getCode())) {
      return new EtcdUnavailableException(
          "etcd refuses SKS_ETCD_USER, its password or its rights: " + status, cause);
    }
    if (cause instanceof EtcdException e) {
      return switch (e.getErrorCode()) {
        case NOT_FOUND -> e;
        case INVALID_ARGUMENT, OUT_OF_RANGE -> new EtcdRefusedException(e);
        default -> new EtcdUnavailableException("etcd can't be reached", e);
      };
    }
    return new EtcdUnavailableException("etcd can't be reached", cause);
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
