/**
 * The work queue of level-triggered reconcilers: keys, not events. A reconciler of any room keeps
 * one of its own.
 */
package dev.sks.manager.queue;
