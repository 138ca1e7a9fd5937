/**
 * The only issuer of tokens: users, tenants, sessions, keys. Nobody enters; other services see its
 * door, its tokens and {@code sks.tenants}.
 */
package dev.sks.auth;
