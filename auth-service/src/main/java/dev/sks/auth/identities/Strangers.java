package dev.sks.auth.identities;

import dev.sks.auth.identities.Ticket.Stranger;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Receives people with an identity that is linked to no account. */
public interface Strangers {

  /**
   * The page for one.
   *
   * @param label of the provider
   */
  Uni<Response> receive(Stranger stranger, String label, HttpHeaders headers);
}
