/**
 * The stores as the one process of a container, for trials in a cluster. Entered by the image's
 * entry point only.
 */
package dev.sks.embedded.pod;
