package dev.sks.ui.jobs;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a submission's form held.
 *
 * @param texts the small parts, by name
 * @param inputHash of the input, if there was one
 */
record FormParts(Map<String, Buffer> texts, Optional<String> inputHash) {

  String hash() {
    var hashes = new HashMap<String, String>();
    texts.forEach((name, text) -> hashes.put(name, BodyHash.of(text.getBytes())));
    inputHash.ifPresent(hash -> hashes.put(SubmitForm.INPUT, hash));
    return BodyHash.of(hashes);
  }
}
