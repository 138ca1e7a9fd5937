package dev.sks.auth.sessions;

import dev.sks.base.token.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who the caller is. */
@Path("/v1/me")
@Authenticated
public class MeResource {

  /** The caller, out of the token. */
  public record Me(
      String id, String name, String tenant, SortedSet<String> roles, Instant expiresAt) {}

  private final Caller caller;

  MeResource(Caller caller) {
    this.caller = caller;
  }

  @GET
  @NonBlocking
  public Me me() {
    return new Me(
        caller.subject(),
        caller.name(),
        caller.tenant(),
        new TreeSet<>(caller.roles()),
        Instant.ofEpochSecond(caller.expiresAt()));
  }
}
