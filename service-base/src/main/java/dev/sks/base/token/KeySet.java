package dev.sks.base.token;

import java.security.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** The issuer's public keys at one moment, by their ids. */
public record KeySet(String jwks, Map<String, Key> keys) {

  public static final KeySet NONE = new KeySet("", Map.of());

  public KeySet {
    keys = Map.copyOf(keys);
  }

  /**
   * Reads a JWK Set (RFC 7517); what is not an RSA key with an id is of no use here.
   *
   * @throws IllegalArgumentException if it is none, or one without keys
   */
  public static KeySet of(String jwks) {
    try {
      var keys = new HashMap<String, Key>();
      for (var key : new JsonWebKeySet(jwks).getJsonWebKeys()) {
        if (key instanceof RsaJsonWebKey && key.getKeyId() != null) {
          keys.put(key.getKeyId(), key.getKey());
        }
      }
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("a JWK Set without RSA keys");
      }
      return new KeySet(jwks, keys);
    } catch (JoseException e) {
      throw new IllegalArgumentException("not a JWK Set", e);
    }
  }

  /** The key of a token's header, which may lack the id. */
  public Optional<Key> find(String kid) {
    return Optional.ofNullable(kid).map(keys::get);
  }
}
