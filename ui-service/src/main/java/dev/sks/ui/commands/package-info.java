/**
 * Commands to the manager and its answers. Whoever wants the manager to do something to a job
 * enters.
 */
package dev.sks.ui.commands;
