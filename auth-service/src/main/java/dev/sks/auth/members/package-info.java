/**
 * Who is in a tenant, and as what: the door of administrators and owners, and the caller's own
 * tenants. Nobody enters; the rows are those of the room of users.
 */
package dev.sks.auth.members;
