package dev.sks.manager.data;

import dev.sks.contract.Names;
import dev.sks.manager.files.FileTree;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Removes contents that no pointer names: uploads that a killed manager was taking in. */
@ApplicationScoped
class OrphanSweeper {

  private static final Logger LOG = Logger.getLogger(OrphanSweeper.class);

  /** Another manager may be writing what is younger. */
  private static final Duration AGE = Duration.ofHours(1);

  private final Path root;

  OrphanSweeper(@ConfigProperty(name = "sks.data.dir") Path root) {
    this.root = root;
  }

  @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
  void sweep() throws IOException {
    for (Path tenant : FileTree.folders(root)) {
      if (Names.isLabel(tenant.getFileName().toString())) {
        sweep(tenant.getFileName().toString());
      }
    }
  }

  private void sweep(String tenant) {
    try {
      sweep(new ObjectFiles(root, tenant), Instant.now().minus(AGE));
    } catch (IOException | RuntimeException e) {
      LOG.warnf(e, "Orphans stay for now tenant=%s", tenant);
    }
  }

  /**
   * @throws IOException if anything can't be read: it might be a pointer
   */
  static void sweep(ObjectFiles files, Instant before) throws IOException {
    // In this order: a content that is pointed to after its listing is not in the list.
    Set<Path> old = olderThan(files.objects(), before);
    if (old.isEmpty()) {
      return;
    }
    Set<String> named = new HashSet<>();
    collect(files.data(), named);
    for (Path job : FileTree.folders(files.jobs())) {
      addIfPointer(job.resolve(".input"), named);
    }
    for (Path file : old) {
      if (!named.contains(ObjectFiles.idOf(file))) {
        Files.deleteIfExists(file);
        LOG.infof("Orphan removed file=%s", file.getFileName());
      }
    }
  }

  /** Files of uploads of which no file has changed since. */
  private static Set<Path> olderThan(Path folder, Instant before) throws IOException {
    var old = new HashSet<Path>();
    var young = new HashSet<String>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          old.add(file);
        } else {
          young.add(ObjectFiles.idOf(file));
        }
      }
    } catch (NoSuchFileException e) {
      return Set.of();
    }
    old.removeIf(file -> young.contains(ObjectFiles.idOf(file)));
    return old;
  }

  private static void collect(Path data, Set<String> named) throws IOException {
    if (!FileTree.isFolder(data)) {
      return;
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        addIfPointer(file, named);
      }
    }
  }

  private static void addIfPointer(Path file, Set<String> named) throws IOException {
    try {
      if (ObjectFiles.isPointer(file)) {
        named.add(FolderDataStore.read(file).id());
      }
    } catch (NoSuchFileException e) {
      // Removed since it was listed.
      return;
    }
  }
}
