/**
 * What a person or a program sees: streams, tables, bars, formats, and texts made harmless. Knows
 * nothing of SKS's API.
 */
package dev.sks.cli.console;
