/**
 * What the four services do alike at their doors and on the bus, once. Services enter; it knows
 * nothing of jobs, users or logs.
 */
package dev.sks.base;
