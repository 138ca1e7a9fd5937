/** The commands of {@code sks data}: objects in and out, streamed. Nobody else's room. */
package dev.sks.cli.data;
