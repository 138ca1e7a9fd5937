/**
 * Keys for machines: an id and a secret of a user, for one tenant. The token endpoint enters to
 * prove one.
 */
package dev.sks.auth.apikeys;
