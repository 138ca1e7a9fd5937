/**
 * The words that are written on objects of a cluster. Everything that makes or looks for such
 * objects enters.
 */
package dev.sks.manager.cluster;
