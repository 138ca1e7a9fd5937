package dev.sks.auth.tokens;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The public keys, for whoever verifies a token. */
@Path("/oauth2/jwks")
@PermitAll
public class JwksResource {

  private final KeyRing ring;

  JwksResource(KeyRing ring) {
    this.ring = ring;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "public, max-age=60")
  @NonBlocking
  public String keys() {
    return ring.published().jwks();
  }
}
