package dev.sks.manager.data;

import java.time.Instant;

/** A data object as the door shows it. */
public record ObjectBody(String name, long size, String sha256, Instant modified, int splits) {

  static ObjectBody of(DataObject object) {
    return new ObjectBody(
        object.name(), object.size(), object.sha256(), object.modified(), object.splits());
  }
}
