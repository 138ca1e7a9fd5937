/** Decides whether a submitted job can become one; commands enter, nobody else. */
package dev.sks.manager.admission;
