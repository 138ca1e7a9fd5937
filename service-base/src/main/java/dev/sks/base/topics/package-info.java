/**
 * Creates the topics of the bus, each service at its start those it produces to, and reads those
 * that every replica reads for itself.
 */
package dev.sks.base.topics;
