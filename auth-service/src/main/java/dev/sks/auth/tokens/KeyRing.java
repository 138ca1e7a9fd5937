package dev.sks.auth.tokens;

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
import java.util.List;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;

/**
 * The keys in memory: one that signs, and all that verify. A failed refresh keeps what is there.
 */
@ApplicationScoped
public class KeyRing {

  /**
   * One state of the ring.
   *
   * @param jwks the public keys as a JWK Set (RFC 7517)
   */
  record Keys(String kid, PrivateKey signing, String jwks) {}

  private static final Logger LOG = Logger.getLogger(KeyRing.class);

  private final KeyFile file;
  private final SigningKeyStore store;
  private final Clock clock;
  private volatile KeyPairs pairs;
  private volatile Keys keys;

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
      var first = fromFile.create(clock.instant());
      rows = VertxContextSupport.subscribeAndAwait(() -> store.allOrFirst(first));
    }
    keys = read(fromFile, rows);
    pairs = fromFile;
    LOG.infof("Signing keys loaded kid=%s keys=%d", keys.kid(), rows.size());
  }

  @Scheduled(every = "30s", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> refresh() {
    return store
        .all()
        .invoke(rows -> keys = read(pairs, rows))
        .onFailure()
        .invoke(e -> LOG.warnf("Signing keys not refreshed, the old ones stay cause=%s", e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  Keys keys() {
    var current = keys;
    if (current == null) {
      throw new IllegalStateException("the signing keys are not loaded yet");
    }
    return current;
  }

  boolean isLoaded() {
    return keys != null;
  }

  private static Keys read(KeyPairs pairs, List<SigningKey> rows) {
    var signing = rows.get(0);
    var set = new JsonWebKeySet(rows.stream().map(row -> jwk(pairs, row)).toList());
    return new Keys(
        signing.kid,
        pairs.privateKey(signing),
        set.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
  }

  private static JsonWebKey jwk(KeyPairs pairs, SigningKey row) {
    var jwk = new RsaJsonWebKey(pairs.publicKey(row));
    jwk.setKeyId(row.kid);
    jwk.setUse("sig");
    jwk.setAlgorithm("RS256");
    return jwk;
  }
}
