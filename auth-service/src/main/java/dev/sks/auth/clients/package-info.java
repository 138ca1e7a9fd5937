/**
 * Registered OAuth clients and the administrators' door to them. Protocol endpoints enter to find
 * out who asks and where an answer may go.
 */
package dev.sks.auth.clients;
