/**
 * What the manager says on Kafka, and the topics it needs. Whoever has something to say enters;
 * commands are read elsewhere.
 */
package dev.sks.manager.bus;
