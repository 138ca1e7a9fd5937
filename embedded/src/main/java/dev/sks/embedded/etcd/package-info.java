/**
 * etcd with one member on loopback, and where its binary comes from. Entered through {@link
 * dev.sks.embedded.EmbeddedStack}.
 */
package dev.sks.embedded.etcd;
