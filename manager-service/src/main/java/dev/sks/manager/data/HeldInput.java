package dev.sks.manager.data;

import java.nio.file.Path;
import java.util.List;

/**
 * An input an attempt reads, kept for it as it was.
 *
 * @param file its bytes
 */
public record HeldInput(Path file, Compression compression, List<Split> splits) {}
