package dev.sks.auth.tokens;

import dev.sks.base.token.KeySet;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;

/**
 * The keys in memory: those that sign, each from its time on, and all that verify. A failed refresh
 * keeps what is there; the next key has been here long before its time.
 */
@ApplicationScoped
public class KeyRing {

  /** A key that signs from a time on. */
  record Signer(String kid, PrivateKey signing, Instant from) {}

  /** One state of the ring; the signers are the latest first. */
  private record Ring(List<Signer> signers, KeySet published) {}

  private static final Logger LOG = Logger.getLogger(KeyRing.class);

  private final KeyFile file;
  private final SigningKeyStore store;
  private final Clock clock;
  private volatile KeyPairs pairs;
  private volatile Ring ring;

  KeyRing(KeyFile file, SigningKeyStore store, Clock clock) {
    this.file = file;
    this.store = store;
    this.clock = clock;
  }

  void load(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start)
      throws Throwable {
    var fromFile = new KeyPairs(new KeyWrap(file.read()));
    // Made before the lock is taken, and off the event loop; only the first start ever needs it.
    List<SigningKey> rows = VertxContextSupport.subscribeAndAwait(store::all);
    if (rows.isEmpty()) {
      var now = clock.instant();
      var first = fromFile.create(now, now);
      rows = VertxContextSupport.subscribeAndAwait(() -> store.allOrFirst(first));
    }
    ring = read(fromFile, rows);
    pairs = fromFile;
    LOG.infof("Signing keys loaded kid=%s keys=%d", signer().kid(), rows.size());
  }

  @Scheduled(every = "30s", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> refresh() {
    return store
        .all()
        .invoke(rows -> ring = read(pairs, rows))
        .onFailure()
        .invoke(e -> LOG.warnf("Signing keys not refreshed, the old ones stay cause=%s", e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /** Who signs now. */
  Signer signer() {
    var signers = loaded().signers();
    var now = clock.instant();
    return signers.stream()
        .filter(signer -> !signer.from().isAfter(now))
        .findFirst()
        .orElse(signers.get(signers.size() - 1));
  }

  KeySet published() {
    return loaded().published();
  }

  /** A new key that will sign from a time on. Takes a good part of a second. */
  SigningKey create(Instant activeFrom) {
    return pairs.create(clock.instant(), activeFrom);
  }

  boolean isLoaded() {
    return ring != null;
  }

  private Ring loaded() {
    var current = ring;
    if (current == null) {
      throw new IllegalStateException("the signing keys are not loaded yet");
    }
    return current;
  }

  private static Ring read(KeyPairs pairs, List<SigningKey> rows) {
    var signers =
        rows.stream()
            .map(row -> new Signer(row.kid, pairs.privateKey(row), row.activeFrom))
            .toList();
    var set = new JsonWebKeySet(rows.stream().map(row -> jwk(pairs, row)).toList());
    return new Ring(signers, KeySet.of(set.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
  }

  private static JsonWebKey jwk(KeyPairs pairs, SigningKey row) {
    var jwk = new RsaJsonWebKey(pairs.publicKey(row));
    jwk.setKeyId(row.kid);
    jwk.setUse("sig");
    jwk.setAlgorithm("RS256");
    return jwk;
  }
}
