/**
 * Tenants, and their state on the bus through an outbox. Whoever creates a tenant enters with its
 * own transaction.
 */
package dev.sks.auth.tenants;
