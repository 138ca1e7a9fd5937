/**
 * The Python processes that hold the user's code, and the connection to each. {@code mapreduce}
 * enters to run a task on one; what is said on the wire is in {@code channel.py} and {@link
 * dev.sks.engine.worker.WorkerConnection}.
 */
package dev.sks.engine.worker;
