package dev.sks.manager.attempts.cluster;

/** The pod a genuine token was made for. */
record PodToken(String namespace, String pod, String uid) {}
