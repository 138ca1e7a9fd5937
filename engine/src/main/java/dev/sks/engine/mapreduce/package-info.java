/**
 * The job as Spark sees it: map tasks that yield frames for reducers, a shuffle of those frames,
 * reduce tasks that take them. {@code attempt} enters; users' code and records stay in the workers.
 */
package dev.sks.engine.mapreduce;
