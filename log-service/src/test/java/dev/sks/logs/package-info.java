/** The service against a real PostgreSQL and Kafka; only the build enters. */
package dev.sks.logs;
