package dev.sks.standalone.up;

import dev.sks.embedded.directory.Ports;
import dev.sks.standalone.Distribution;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How to start a standalone.
 *
 * @param choosePorts fixes what shall not be chosen freely
 * @param bind address of the public door
 * @param learn whether the next start may be quicker at the cost of this one
 */
public record StartOptions(
    Distribution distribution,
    Path data,
    Consumer<Ports> choosePorts,
    String bind,
    boolean learn) {}
