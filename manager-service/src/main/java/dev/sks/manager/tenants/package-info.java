/**
 * What a tenant has in the cluster. Launchers ask it for a tenant's namespace; nobody else enters.
 */
package dev.sks.manager.tenants;
