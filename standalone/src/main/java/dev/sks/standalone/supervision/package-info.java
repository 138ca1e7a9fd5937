/**
 * Restarts what dies, and writes down what runs. It knows processes and nothing of what they are
 * for.
 */
package dev.sks.standalone.supervision;
