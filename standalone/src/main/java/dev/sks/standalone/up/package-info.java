/**
 * Starts the stores and the four services, keeps them alive and stops them in order. Entered by the
 * command {@code up}, and by the demo.
 */
package dev.sks.standalone.up;
