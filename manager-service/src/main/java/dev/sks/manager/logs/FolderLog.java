package dev.sks.manager.logs;

import dev.sks.contract.Limits;
import dev.sks.manager.launch.AttemptRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The log of a local attempt: two files in its folder. */
final class FolderLog implements AttemptLog {

  private static final List<String> SOURCES = List.of("stdout", "stderr");

  private final AttemptRef ref;
  private final Path folder;
  private final List<FileSource> sources;

  FolderLog(AttemptRef ref, Path folder) throws IOException {
    this.ref = ref;
    this.folder = folder;
    Shipped shipped = Shipped.read(folder);
    this.sources =
        SOURCES.stream().map(name -> new FileSource(name, tail(name, shipped.of(name)))).toList();
  }

  private SourceTail tail(String name, Shipped.Mark mark) {
    long limit = Limits.JOB_LOG / SOURCES.size();
    return new SourceTail(folder.resolve(name), mark.offset(), mark.done(), limit);
  }

  @Override
  public AttemptRef ref() {
    return ref;
  }

  @Override
  public List<FileSource> sources() {
    return sources;
  }

  @Override
  public boolean isComplete() {
    return sources.stream().allMatch(source -> source.tail.isDone()) && hasEnded();
  }

  @Override
  public void close() {
    // All it knows is in the folder.
  }

  private boolean hasEnded() {
    return Files.exists(folder.resolve("exit")) || Files.exists(folder.resolve("forgotten"));
  }

  private void record() throws IOException {
    new Shipped(
            sources.stream()
                .collect(
                    Collectors.toMap(
                        FileSource::name, s -> new Shipped.Mark(s.tail.offset(), s.tail.isDone()))))
        .write(folder);
  }

  /** One of the files. */
  final class FileSource implements LogSource {

    private final String name;
    private final SourceTail tail;

    private FileSource(String name, SourceTail tail) {
      this.name = name;
      this.tail = tail;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Optional<Piece> next() throws IOException {
      // Looked at before the file is read: what was written before the end is then seen.
      boolean ended = hasEnded();
      return tail.next(ended);
    }

    @Override
    public void shipped(Piece piece) throws IOException {
      tail.shipped(piece);
      record();
    }
  }
}
