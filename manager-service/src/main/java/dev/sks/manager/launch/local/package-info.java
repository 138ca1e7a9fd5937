/**
 * Runs attempts as processes of this machine, each under a supervisor that outlives the manager.
 * All that is known of an attempt is in its folder; the reconciler enters through {@link
 * dev.sks.manager.launch.Launcher}.
 */
package dev.sks.manager.launch.local;
