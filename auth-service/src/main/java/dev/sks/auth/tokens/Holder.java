package dev.sks.auth.tokens;

import dev.sks.auth.users.Grant;
import java.util.Optional;

/**
 * Who gets a token, and through what.
 *
 * @param session the session or API key it comes of; with its end the token ends
 * @param client the OAuth client that asked for it
 * @param scope words of OAuth's scope, empty if there are none
 */
public record Holder(Grant grant, String session, Optional<String> client, String scope) {}
