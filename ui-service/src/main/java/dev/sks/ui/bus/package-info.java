/**
 * Kafka as the gateway sees it: a polling thread, a producer, the topics and the dead letters.
 * Rooms that produce or consume enter; it knows the bus, not what its records mean.
 */
package dev.sks.ui.bus;
