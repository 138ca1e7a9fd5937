package dev.sks.base.token;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Key;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The issuer's keys, fetched in the background once a minute and kept on disk. A failed fetch keeps
 * the old ones. An unknown id may be of a key made this minute: it forces a fetch, but no more
 * often than every few seconds, and only so many callers wait for it.
 */
@ApplicationScoped
public class IssuerKeys {

  private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_WAITING = 4;

  private final Optional<URI> location;
  private final JwksFile file;
  private final Duration interval;
  private final Duration pause;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "issuer-keys");
            thread.setDaemon(true);
            return thread;
          });
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private volatile KeySet keys = KeySet.NONE;
  private volatile boolean away;
  private long forcedAt;

  @Inject
  IssuerKeys(
      @ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<String> location,
      @ConfigProperty(name = "sks.state-dir") Optional<Path> folder,
      @ConfigProperty(name = "sks.jwks.refresh", defaultValue = "PT1M") Duration interval) {
    this(location, folder, interval, Duration.ofSeconds(5));
  }

  /**
   * Keys of one issuer.
   *
   * @param pause between two forced fetches
   */
  IssuerKeys(Optional<String> location, Optional<Path> folder, Duration interval, Duration pause) {
    this.location = location.map(IssuerKeys::address);
    this.file = new JwksFile(folder);
    this.interval = interval;
    this.pause = pause;
    this.forcedAt = System.nanoTime() - pause.toNanos();
  }

  private static URI address(String location) {
    if (!location.matches("https?://.+")) {
      throw new IllegalStateException(
          "mp.jwt.verify.publickey.location is %s, but the issuer's keys are fetched over HTTP: correct SKS_AUTH_URL"
              .formatted(location));
    }
    return URI.create(location);
  }

  void start(@Observes StartupEvent start) {
    if (isConfigured()) {
      keys = file.read();
      timer.execute(this::refreshForever);
    }
  }

  void stop(@Observes ShutdownEvent stop) {
    timer.shutdownNow();
  }

  /** Whether keys are fetched at all: the issuer itself has them. */
  private boolean isConfigured() {
    return location.isPresent();
  }

  /** The key with this id. May wait for seconds: not for event loops. */
  Optional<Key> find(String kid) {
    Optional<Key> known = keys.find(kid);
    if (known.isPresent() || kid == null || !isConfigured() || !waiting.tryAcquire()) {
      return known;
    }
    try {
      forceRefresh(kid);
      return keys.find(kid);
    } finally {
      waiting.release();
    }
  }

  private synchronized void forceRefresh(String kid) {
    long now = System.nanoTime();
    if (keys.find(kid).isEmpty() && now - forcedAt >= pause.toNanos()) {
      forcedAt = now;
      refresh();
    }
  }

  private void refreshForever() {
    refresh();
    // Nobody gets in while there are no keys at all.
    long millis = keys.keys().isEmpty() ? 1_000 : interval.toMillis();
    if (!timer.isShutdown()) {
      timer.schedule(this::refreshForever, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void refresh() {
    try {
      KeySet fetched = fetch(location.orElseThrow());
      if (!fetched.jwks().equals(keys.jwks())) {
        keys = fetched;
        file.write(fetched);
        LOG.infof("Issuer's keys changed kids=%s", fetched.keys().keySet());
      }
      away = false;
    } catch (IOException | IllegalArgumentException e) {
      if (!away) {
        LOG.warnf("Issuer's keys can't be fetched, the old ones stay cause=%s", e);
      }
      away = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KeySet fetch(URI from) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(from).timeout(PATIENCE).build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (var body = response.body()) {
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (response.statusCode() != 200 || bytes.length > MOST_BYTES) {
        throw new IOException("status " + response.statusCode() + ", bytes " + bytes.length);
      }
      return KeySet.of(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
