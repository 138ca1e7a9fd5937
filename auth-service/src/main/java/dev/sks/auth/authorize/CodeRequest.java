package dev.sks.auth.authorize;

import dev.sks.auth.clients.RegisteredClient;
import java.net.URI;
import java.util.Optional;

/**
 * A request for a code that may be granted.
 *
 * @param redirect one of the client's
 * @param tenant what the sign-in should be for, empty for the user's own
 */
record CodeRequest(
    RegisteredClient client,
    URI redirect,
    Optional<String> state,
    String scope,
    String codeChallenge,
    Optional<String> nonce,
    String tenant) {}
