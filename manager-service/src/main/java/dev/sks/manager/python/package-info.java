/** The interpreter of users' code; admission checks with it, attempts run with it. */
package dev.sks.manager.python;
