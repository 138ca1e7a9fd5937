package dev.sks.manager.data;

/**
 * A piece of an object that starts at a line's start and ends at a line's end.
 *
 * @param crc CRC-32C of its bytes
 */
public record Split(long offset, long length, int crc) {}
