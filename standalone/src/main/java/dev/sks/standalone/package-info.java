/**
 * The command line of the standalone: where things are in the distribution, and the commands {@code
 * up} and {@code demo}. Nobody enters; it starts everybody else.
 */
package dev.sks.standalone;
