package dev.sks.manager.launch.local;

import java.nio.file.Path;
import java.util.List;

/** The command line that runs an attempt. */
interface AttemptCommand {

  /**
   * @param folder the attempt's, with its {@code attempt.json}
   */
  List<String> in(Path folder);
}
