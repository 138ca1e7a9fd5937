package dev.sks.manager.attempts.cluster;

import java.util.List;
import org.jose4j.jwk.JsonWebKey;

/**
 * With what a cluster signs the tokens of its pods.
 *
 * @param issuer as tokens name it
 */
record ClusterKeys(String issuer, List<JsonWebKey> keys) {

  ClusterKeys {
    keys = List.copyOf(keys);
  }

  boolean has(String keyId) {
    return keys.stream().anyMatch(key -> keyId != null && keyId.equals(key.getKeyId()));
  }
}
