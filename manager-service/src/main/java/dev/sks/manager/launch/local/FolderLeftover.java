package dev.sks.manager.launch.local;

import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Leftover;
import dev.sks.manager.logs.LogShipper;
import java.io.IOException;

/** The folder of an attempt that is marked as forgotten. */
record FolderLeftover(AttemptFolder folder, LogShipper logs) implements Leftover {

  @Override
  public AttemptRef ref() {
    return folder.ref();
  }

  @Override
  public boolean isRemovable() {
    return logs.isShipped(ref());
  }

  @Override
  public void remove() throws IOException {
    folder.remove();
  }
}
