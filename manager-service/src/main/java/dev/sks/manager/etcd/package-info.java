/**
 * etcd with deadlines: the only room that talks to the client library. Stores and the ownership of
 * shards enter.
 */
package dev.sks.manager.etcd;
