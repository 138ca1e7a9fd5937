package dev.sks.manager.data;

import dev.sks.manager.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Walks a tenant's pointers in the order of their names, no further than it must. */
final class DataWalk {

  private final Path data;
  private final String prefix;
  private final String after;
  private final int limit;
  private final List<DataObject> found = new ArrayList<>();

  DataWalk(Path data, String prefix, String after, int limit) {
    this.data = data;
    this.prefix = prefix;
    this.after = after;
    this.limit = limit;
  }

  DataPage page() throws IOException {
    walk(data, "");
    if (found.size() <= limit) {
      return new DataPage(found, Optional.empty());
    }
    List<DataObject> page = List.copyOf(found.subList(0, limit));
    return new DataPage(page, Optional.of(page.get(limit - 1).name()));
  }

  private void walk(Path folder, String path) throws IOException {
    for (var child : children(folder).entrySet()) {
      if (found.size() > limit) {
        return;
      }
      String name = path + child.getKey();
      if (name.endsWith("/")) {
        boolean maybe = name.startsWith(prefix) || prefix.startsWith(name);
        if (maybe && (after.startsWith(name) || name.compareTo(after) > 0)) {
          walk(child.getValue(), name);
        }
      } else if (name.startsWith(prefix) && name.compareTo(after) > 0) {
        take(child.getValue());
      }
    }
  }

  private void take(Path pointer) throws IOException {
    try {
      found.add(FolderDataStore.read(pointer));
    } catch (NoSuchFileException e) {
      // Removed since the folder was listed.
      return;
    }
  }

  /** Folders end with '/', so that the keys sort as the names below them do. */
  private static TreeMap<String, Path> children(Path folder) throws IOException {
    var children = new TreeMap<String, Path>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (FileTree.isFolder(file)) {
          children.put(name + "/", file);
        } else if (ObjectFiles.isPointer(file)) {
          children.put(name.substring(1), file);
        }
      }
    } catch (NoSuchFileException e) {
      return children;
    }
    return children;
  }
}
