/**
 * Signing keys, the access tokens made with them, and what verifiers need: JWKS and discovery.
 * Whoever has proved who somebody is may enter to issue a token.
 */
package dev.sks.auth.tokens;
