package dev.sks.manager.data;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps uploads from taking the last bytes of the disk: others, such as etcd, live on them. */
@ApplicationScoped
public class DiskReserve {

  private final Path root;
  private final long reserve;

  DiskReserve(
      @ConfigProperty(name = "sks.data.dir") Path root,
      @ConfigProperty(name = "sks.data.reserve") String reserve) {
    this.root = root;
    this.reserve = new Resources(reserve, null).memoryBytes();
  }

  /**
   * @throws ProblemException if so many more bytes would not leave the reserve free
   */
  void require(long more) {
    if (root.toFile().getUsableSpace() - more < reserve) {
      throw full();
    }
  }

  /** The problem behind an exception of a write; the exception itself if it is another. */
  static IOException explain(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left") || message.contains("quota exceeded")) {
      throw full();
    }
    return e;
  }

  private static ProblemException full() {
    return new ProblemException(
        ProblemType.STORAGE_FULL,
        "Nothing was stored. Remove data or old jobs that are not needed any more, or ask the"
            + " operator for more room.");
  }
}
