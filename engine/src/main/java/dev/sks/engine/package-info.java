/**
 * The program that runs one attempt of a MapReduce job. Nobody enters but the launcher, which
 * starts {@link dev.sks.engine.Main} in a JVM of its own with {@code lib/*} of the engine's home as
 * class path and the flags of {@code jvm.options} there: Spark reaches into the JDK's internals.
 */
package dev.sks.engine;
