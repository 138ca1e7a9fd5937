/**
 * Who calls, out of the verified token, and the keys that verify it. Doors ask who calls; nothing
 * below them knows of tokens.
 */
package dev.sks.base.token;
