package dev.sks.manager.data;

import java.io.IOException;
import java.nio.file.Path;

/** Stores for tests without a container. */
public final class DataStores {

  private DataStores() {}

  public static DataStore in(Path root) throws IOException {
    return new FolderDataStore(root, new DiskReserve(root, "0"));
  }
}
