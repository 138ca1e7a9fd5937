package dev.sks.base.stores;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * LISTENs to one channel, on a connection of its own that is made as those of the pool are, and
 * again whenever it is lost. What is notified meanwhile is not heard.
 */
public final class PostgresChannel implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(PostgresChannel.class);
  private static final long RECONNECT_MILLIS = 500;

  private final Vertx vertx;
  private final String name;
  private final PgSubscriber subscriber;
  private volatile boolean away;
  private volatile boolean closed;

  public PostgresChannel(Vertx vertx, Config config, String name) {
    this.vertx = vertx;
    this.name = name;
    this.subscriber =
        PgSubscriber.subscriber(vertx, options(config))
            .reconnectPolicy(
                retries -> {
                  isAway("the connection is lost");
                  return RECONNECT_MILLIS;
                });
  }

  static PgConnectOptions options(Config config) {
    var options =
        PgConnectOptions.fromUri(config.getValue("quarkus.datasource.reactive.url", String.class))
            .setUser(config.getValue("quarkus.datasource.username", String.class));
    config
        .getOptionalValue("quarkus.datasource.password", String.class)
        .ifPresent(options::setPassword);
    config
        .getOptionalValue(PostgresSettings.TRUSTED, String.class)
        .ifPresent(
            file ->
                options
                    .setSslMode(SslMode.VERIFY_FULL)
                    .setHostnameVerificationAlgorithm(PostgresSettings.HOST_NAMES)
                    .setPemTrustOptions(new PemTrustOptions().addCertPath(file)));
    return options;
  }

  /**
   * Begins, and goes on until it is closed.
   *
   * @param listening told at every new connection, after a time without news
   * @param heard takes the payloads
   */
  public void listen(Runnable listening, Consumer<String> heard) {
    subscriber
        .channel(name)
        .subscribeHandler(
            subscribed -> {
              if (away) {
                LOG.infof("Listening again channel=%s", name);
                away = false;
              }
              listening.run();
            })
        .handler(heard::accept);
    connect();
  }

  /** The subscriber itself only makes a connection again that has been there before. */
  private void connect() {
    subscriber
        .connect()
        .onFailure(
            e -> {
              isAway(e.toString());
              vertx.setTimer(
                  RECONNECT_MILLIS,
                  timer -> {
                    if (!closed && subscriber.actualConnection() == null) {
                      connect();
                    }
                  });
            });
  }

  private void isAway(String cause) {
    if (!away && !closed) {
      LOG.warnf("Not listening now channel=%s cause=%s", name, cause);
      away = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    subscriber.close();
  }
}
