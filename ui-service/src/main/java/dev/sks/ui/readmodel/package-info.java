/**
 * The jobs as people see them: the manager's events projected into PostgreSQL, and what wakes those
 * who wait for a change. Rooms that read jobs enter; only the projection writes.
 */
package dev.sks.ui.readmodel;
