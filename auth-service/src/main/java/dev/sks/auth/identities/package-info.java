/**
 * Identities at foreign providers (OpenID Connect, GitHub): asks them who somebody is, knows whose
 * account it is, links and unlinks. Doors with a sign-in give it their errand; sign-up takes those
 * it does not know.
 */
package dev.sks.auth.identities;
