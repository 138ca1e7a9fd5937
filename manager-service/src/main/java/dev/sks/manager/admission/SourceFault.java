package dev.sks.manager.admission;

/**
 * What is wrong with a source.
 *
 * @param line from 1, or null
 */
record SourceFault(String message, Integer line) {}
