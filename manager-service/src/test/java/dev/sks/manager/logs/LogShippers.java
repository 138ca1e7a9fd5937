package dev.sks.manager.logs;

import dev.sks.base.stores.Brokers;

/** Shippers for tests without a container. */
public final class LogShippers {

  private LogShippers() {}

  /** One that finds no Kafka, as in an outage. */
  public static LogShipper withoutKafka() {
    return to("127.0.0.1:1");
  }

  public static LogShipper to(String brokers) {
    return new LogShipper(new Brokers(brokers), () -> {});
  }

  /** As by kill -9: what is on its way is not recorded. */
  public static void kill(LogShipper shipper) {
    shipper.close();
  }
}
