/**
 * The device grant (RFC 8628): codes for devices, the page where a person lets one in, and the
 * device's polls. Nobody enters; it is a door.
 */
package dev.sks.auth.device;
