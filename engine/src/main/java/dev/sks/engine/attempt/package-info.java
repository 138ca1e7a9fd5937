/**
 * The attempt's life between its folder and the manager: claim, progress, failure or commit. {@code
 * Main} enters to run it; the rest of the engine knows nothing of managers.
 */
package dev.sks.engine.attempt;
