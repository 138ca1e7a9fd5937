/** Turns every error of a door into a problem of the catalogue. Doors throw; nobody else enters. */
package dev.sks.base.problem;
