/**
 * Follows the logs of attempts' pods through the API server and gives them to the shipper. The
 * cluster's launcher enters, through {@link dev.sks.manager.logs.pods.PodLogs}.
 */
package dev.sks.manager.logs.pods;
