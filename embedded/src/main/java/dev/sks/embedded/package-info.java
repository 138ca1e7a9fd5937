/**
 * Real PostgreSQL, Kafka and etcd as child processes of the caller, in one data directory. Open to
 * the standalone and to every module's tests; no service may use it.
 */
package dev.sks.embedded;
