/**
 * How requests travel: HTTP with tokens, problems, retries, server-sent events, multipart bodies.
 * Every command enters through {@link dev.sks.cli.client.Api}.
 */
package dev.sks.cli.client;
