package dev.sks.auth.oauth2;

import com.nimbusds.oauth2.sdk.AbstractOptionallyIdentifiedRequest;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import dev.sks.auth.clients.ClientStore;
import dev.sks.auth.clients.RegisteredClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds out which registered client asks (RFC 6749, 2.3). */
@ApplicationScoped
public class Clients {

  private final ClientStore store;

  Clients(ClientStore store) {
    this.store = store;
  }

  /** The client; a confidential one proves itself, a public one has nothing to prove. */
  public Uni<RegisteredClient> of(AbstractOptionallyIdentifiedRequest request) {
    return optional(request)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new OAuthException(
                            OAuth2Error.INVALID_CLIENT, "name the client with client_id")));
  }

  /** The same, or empty if the request names none. */
  Uni<Optional<RegisteredClient>> optional(AbstractOptionallyIdentifiedRequest request) {
    var authentication = request.getClientAuthentication();
    if (authentication != null) {
      return authenticated(authentication).map(Optional::of);
    }
    if (request.getClientID() == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return store
        .find(request.getClientID().getValue())
        .map(
            found ->
                Optional.of(found.filter(RegisteredClient::isPublic).orElseThrow(Clients::wrong)));
  }

  /** The client that proves itself with this. */
  Uni<RegisteredClient> authenticated(ClientAuthentication authentication) {
    String secret = secret(authentication);
    return store
        .find(authentication.getClientID().getValue())
        .map(found -> found.filter(client -> client.hasSecret(secret)).orElseThrow(Clients::wrong));
  }

  /** The secret of HTTP Basic or of the form. */
  static String secret(ClientAuthentication authentication) {
    if (authentication instanceof PlainClientSecret plain) {
      return plain.getClientSecret().getValue();
    }
    throw new OAuthException(OAuth2Error.INVALID_CLIENT, "use HTTP Basic or client_secret");
  }

  static OAuthException wrong() {
    return new OAuthException(OAuth2Error.INVALID_CLIENT, "the client's id or secret is wrong");
  }
}
