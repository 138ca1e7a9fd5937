package dev.sks.manager.launch.local;

import dev.sks.base.json.BusJson;
import dev.sks.contract.AttemptSpec;
import dev.sks.contract.JobIds;
import dev.sks.contract.Names;
import dev.sks.manager.files.AtomicFile;
import dev.sks.manager.files.FileTree;
import dev.sks.manager.launch.AttemptRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of one local attempt; the architecture page says what is in it. */
record AttemptFolder(AttemptRef ref, Path path) {

  /** Content of {@code pid}; the start time tells the supervisor from a later process. */
  record Supervisor(long pid, long start) {}

  /** Content of {@code exit}; neither is known if the supervisor went away without a word. */
  record Exit(Integer code, Integer signal) {}

  private static final String CLAIMED = "claimed";
  private static final String STOP = "stop";
  private static final String FORGOTTEN = "forgotten";

  static AttemptFolder of(Path work, AttemptRef ref) {
    if (!Names.isLabel(ref.tenant()) || !JobIds.isValid(ref.job())) {
      throw new IllegalArgumentException("not an attempt: " + ref);
    }
    Path path =
        work.resolve(ref.tenant()).resolve(ref.job()).resolve(Integer.toString(ref.attempt()));
    return new AttemptFolder(ref, path);
  }

  /** All that are there. */
  static List<AttemptFolder> in(Path work) throws IOException {
    var found = new ArrayList<AttemptFolder>();
    for (Path tenant : FileTree.folders(work)) {
      if (Names.isLabel(name(tenant))) {
        for (Path job : FileTree.folders(tenant)) {
          for (Path attempt : FileTree.folders(job)) {
            var ref = new AttemptRef(name(tenant), name(job), Integer.parseInt(name(attempt)));
            found.add(of(work, ref));
          }
        }
      }
    }
    return found;
  }

  void prepare(AttemptSpec spec, String token) throws IOException {
    Files.createDirectories(path);
    Files.createDirectories(scratch());
    AtomicFile.write(specFile(), BusJson.write(spec));
    AtomicFile.writeSecret(tokenFile(), token.getBytes(StandardCharsets.UTF_8));
  }

  /** True for exactly one caller, for ever. */
  boolean claim() throws IOException {
    return create(CLAIMED);
  }

  void unclaim() throws IOException {
    Files.deleteIfExists(path.resolve(CLAIMED));
  }

  boolean isClaimed() {
    return Files.exists(path.resolve(CLAIMED));
  }

  Duration sinceClaim() throws IOException {
    Instant claimed = Files.getLastModifiedTime(path.resolve(CLAIMED)).toInstant();
    return Duration.between(claimed, Instant.now());
  }

  void askToStop() throws IOException {
    create(STOP);
  }

  void askToForget() throws IOException {
    create(FORGOTTEN);
  }

  boolean isForgotten() {
    return Files.exists(path.resolve(FORGOTTEN));
  }

  Optional<Supervisor> supervisor() throws IOException {
    return read("pid", Supervisor.class);
  }

  Optional<Exit> exit() throws IOException {
    return read("exit", Exit.class);
  }

  void recordExit(Exit exit) throws IOException {
    AtomicFile.write(path.resolve("exit"), BusJson.write(exit));
  }

  Path specFile() {
    return path.resolve(AttemptSpec.FILE);
  }

  Path tokenFile() {
    return path.resolve("token");
  }

  Path scratch() {
    return path.resolve("scratch");
  }

  /** Removes it, and the folder of its job if that is empty then. */
  void remove() throws IOException {
    FileTree.remove(path);
    if (FileTree.folders(path.getParent()).isEmpty()) {
      FileTree.remove(path.getParent());
    }
  }

  private <T> Optional<T> read(String file, Class<T> type) throws IOException {
    try {
      return Optional.of(BusJson.read(Files.readAllBytes(path.resolve(file)), type));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private boolean create(String file) throws IOException {
    try {
      Files.createFile(path.resolve(file));
      AtomicFile.syncFolder(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }
}
