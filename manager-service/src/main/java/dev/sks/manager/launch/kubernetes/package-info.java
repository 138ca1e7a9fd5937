/**
 * Runs attempts as pods: one driver each, whose executors Spark makes. All that is known of an
 * attempt is in the cluster; the reconciler enters through {@link dev.sks.manager.launch.Launcher}.
 */
package dev.sks.manager.launch.kubernetes;
