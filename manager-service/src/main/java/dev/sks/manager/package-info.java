/** The manager as a whole: what it waits for when it starts, and when it is ready. */
package dev.sks.manager;
