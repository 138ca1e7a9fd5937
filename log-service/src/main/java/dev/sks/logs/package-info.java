/**
 * Job logs: from Kafka into PostgreSQL, and out again, whole or live. Nobody enters but through its
 * HTTP door and the topic.
 */
package dev.sks.logs;
