/**
 * Creates, observes and ends attempts. {@link dev.sks.manager.launch.Launcher} is the seam between
 * the environments; only the reconciler calls it.
 */
package dev.sks.manager.launch;
