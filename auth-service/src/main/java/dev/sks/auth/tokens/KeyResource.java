package dev.sks.auth.tokens;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.door.Page;
import dev.sks.contract.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** The administrators' door to signing keys. */
@Path("/v1/keys")
@RolesAllowed(Roles.ADMIN)
public class KeyResource {

  /**
   * A signing key.
   *
   * @param signing whether it is the one that signs now
   */
  public record KeyView(String kid, Instant createdAt, Instant activeFrom, boolean signing) {}

  private static final Logger LOG = Logger.getLogger(KeyResource.class);

  private final SigningKeyStore store;
  private final KeyRotation rotation;
  private final KeyRing ring;
  private final Actors actors;

  KeyResource(SigningKeyStore store, KeyRotation rotation, KeyRing ring, Actors actors) {
    this.store = store;
    this.rotation = rotation;
    this.ring = ring;
    this.actors = actors;
  }

  @GET
  public Uni<Page<KeyView>> list() {
    return store.all().map(this::page);
  }

  /** Publishes the next key at once; asked again before that one signs, it changes nothing. */
  @POST
  @Path("/rotate")
  public Uni<Page<KeyView>> rotate() {
    var by = actors.caller();
    return rotation
        .rotate(by)
        .invoke(keys -> LOG.infof("Signing keys rotated by=%s", by.name()))
        .map(this::page);
  }

  private Page<KeyView> page(List<SigningKey> keys) {
    String signing = ring.signer().kid();
    return new Page<>(
        keys.stream()
            .map(
                key -> new KeyView(key.kid, key.createdAt, key.activeFrom, key.kid.equals(signing)))
            .toList(),
        null);
  }
}
