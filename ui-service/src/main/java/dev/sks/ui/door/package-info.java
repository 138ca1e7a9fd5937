/**
 * What stands before every route: the path guard, the caller's token for routes that stream, and
 * problems written without a JAX-RS resource. Rooms with routes of their own enter.
 */
package dev.sks.ui.door;
