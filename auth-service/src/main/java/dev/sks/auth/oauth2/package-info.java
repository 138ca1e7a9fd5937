/**
 * The protocol endpoints machines speak to: token, revocation, introspection, userinfo. Features
 * with a grant of their own enter with an exchange.
 */
package dev.sks.auth.oauth2;
