/**
 * Invitations to sign up: administrators and owners make, list and withdraw them. Sign-up enters to
 * redeem one.
 */
package dev.sks.auth.invitations;
