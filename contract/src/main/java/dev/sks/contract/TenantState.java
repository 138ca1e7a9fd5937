package dev.sks.contract;

/**
 * The whole state of a tenant.
 *
 * @param name RFC 1123 label
 * @param generation grows with every change
 * @param deleted whether the tenant is gone
 */
public record TenantState(String name, long generation, boolean deleted) {}
