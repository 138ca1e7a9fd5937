/**
 * The authorization code grant with PKCE: the authorization endpoint, its sign-in page and the
 * codes. Nobody enters; it is a door.
 */
package dev.sks.auth.authorize;
