/**
 * What a tenant is in a cluster: its namespace with all that is in it, its volume and its folder,
 * kept as they should be. The launcher enters, for names and for what stands in a tenant's way.
 */
package dev.sks.manager.tenants;
