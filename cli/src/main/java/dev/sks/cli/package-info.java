/**
 * The command line {@code sks}: its start, the root command, the exit codes and how a failure is
 * told. Only the commands' own rooms build on it.
 */
package dev.sks.cli;
