/**
 * Who is signed in where: the credentials file, its lock, the silent refresh, and the commands
 * {@code login}, {@code logout}, {@code whoami}, {@code tenants}, {@code switch}. Tokens leave this
 * room only inside a request.
 */
package dev.sks.cli.session;
