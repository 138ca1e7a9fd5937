package dev.sks.manager.data;

import java.time.Instant;

/**
 * A stored object. Its bytes never change: another upload under the same name is another object.
 *
 * @param id of the upload, which names its files
 * @param sha256 of the bytes, in hexadecimal
 * @param splits number of its splits
 */
public record DataObject(
    String name,
    String id,
    long size,
    String sha256,
    Instant modified,
    int splits,
    Compression compression) {

  /** The entity tag, with its quotes. */
  public String etag() {
    return '"' + sha256 + '"';
  }
}
