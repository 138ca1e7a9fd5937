package dev.sks.auth.apikeys;

import dev.sks.auth.door.Fields;

/**
 * A key to create.
 *
 * @param name unique among the owner's keys
 */
public record NewKey(String name) {

  void check() {
    Fields.of(this).label("name", name).done();
  }
}
