/** The commands of {@code sks admin}: users, tenants and one's own API keys. Nobody else's room. */
package dev.sks.cli.admin;
