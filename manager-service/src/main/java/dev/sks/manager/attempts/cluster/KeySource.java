package dev.sks.manager.attempts.cluster;

import java.io.IOException;

/** Where a cluster publishes its keys. */
interface KeySource {

  ClusterKeys read() throws IOException;
}
