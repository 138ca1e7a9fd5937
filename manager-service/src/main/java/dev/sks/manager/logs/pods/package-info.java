/**
 * Brings in the logs of attempts' pods: follows them through the API server and gives them to the
 * shipper, or leaves them to collectors and says whose they are. The cluster's launcher enters,
 * through {@link dev.sks.manager.logs.pods.PodLogs}.
 */
package dev.sks.manager.logs.pods;
