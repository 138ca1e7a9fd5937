/**
 * The token endpoint of OAuth 2.0 (RFC 6749), for machines and for refresh. Nobody enters; it is a
 * door.
 */
package dev.sks.auth.oauth2;
