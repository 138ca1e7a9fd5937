/**
 * The commands of {@code sks admin}: users, tenants, members, invitations, sessions, identities,
 * keys and the audit. Nobody else's room.
 */
package dev.sks.cli.admin;
