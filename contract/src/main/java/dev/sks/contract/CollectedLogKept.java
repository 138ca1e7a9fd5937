package dev.sks.contract;

/** All of the attempt's log that collectors read is kept: its pods may go. */
public record CollectedLogKept(String job, int attempt) {}
