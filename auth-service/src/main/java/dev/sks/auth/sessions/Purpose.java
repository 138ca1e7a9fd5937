package dev.sks.auth.sessions;

import java.time.Duration;
import java.util.Optional;

/**
 * What a session is opened for.
 *
 * @param client the OAuth client, or none at the session resource
 * @param scope words of OAuth's scope, empty if there are none
 * @param life of the session until it is started or ends
 */
public record Purpose(Optional<String> client, String scope, Duration life) {}
