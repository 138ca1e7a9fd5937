/**
 * Sign-in with a password, and the families of refresh tokens that come of it. The token endpoint
 * enters to refresh.
 */
package dev.sks.auth.sessions;
