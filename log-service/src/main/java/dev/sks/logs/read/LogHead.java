package dev.sks.logs.read;

/**
 * Whose log it is and how far it has come.
 *
 * @param seq of the newest chunk
 */
record LogHead(String tenant, long seq) {}
