package dev.sks.auth.identities;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * SKS as a client of a provider.
 *
 * @param secretFile read for each use, so that the secret can be changed; a public client has none
 * @param scopes instead of the usual ones
 */
record Registration(
    String id,
    String label,
    ClientID client,
    Optional<Path> secretFile,
    URI redirect,
    Optional<Scope> scopes) {

  Scope scope(Scope usual) {
    return scopes.orElse(usual);
  }

  /**
   * A token request in which the client proves itself.
   *
   * @param methods those the provider takes; null stands for HTTP Basic
   */
  TokenRequest tokenRequest(
      URI endpoint, List<ClientAuthenticationMethod> methods, AuthorizationGrant grant)
      throws IOException {
    if (secretFile.isEmpty()) {
      return new TokenRequest.Builder(endpoint, client, grant).build();
    }
    var secret = new Secret(Files.readString(secretFile.get()).strip());
    boolean basic =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    var proof =
        basic ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret);
    return new TokenRequest.Builder(endpoint, proof, grant).build();
  }
}
