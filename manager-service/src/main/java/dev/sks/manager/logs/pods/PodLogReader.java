package dev.sks.manager.logs.pods;

/** Who reads the logs of pods: {@code SKS_POD_LOGS}. */
enum PodLogReader {
  /** The manager, through the API server. */
  API,
  /** A collector on each node. */
  COLLECTOR
}
