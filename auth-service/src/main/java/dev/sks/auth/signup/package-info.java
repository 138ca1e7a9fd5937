/**
 * Sign-up: makes user, tenant, membership and first key in one transaction, for the form, the API
 * and people who come through a foreign provider. Doors with a sign-in page enter for what else the
 * page offers.
 */
package dev.sks.auth.signup;
