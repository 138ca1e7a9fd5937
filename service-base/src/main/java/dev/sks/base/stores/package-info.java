/**
 * How the services reach Kafka and PostgreSQL: addresses, TLS and credentials, out of the {@code
 * SKS_} variables. Whoever opens a Kafka client of its own enters by {@link
 * dev.sks.base.stores.Brokers}, who LISTENs by {@link dev.sks.base.stores.PostgresChannel}; all
 * else is configuration.
 */
package dev.sks.base.stores;
