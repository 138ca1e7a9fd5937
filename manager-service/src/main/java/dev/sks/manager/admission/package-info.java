/**
 * Decides whether a submitted job can become one; commands enter, nobody else. {@link
 * dev.sks.manager.admission.Capacity} is the seam to where jobs run.
 */
package dev.sks.manager.admission;
