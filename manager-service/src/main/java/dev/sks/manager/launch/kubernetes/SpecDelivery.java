package dev.sks.manager.launch.kubernetes;

import dev.sks.base.json.BusJson;
import dev.sks.contract.AttemptSpec;
import dev.sks.manager.files.AtomicFile;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** How an attempt's spec comes to its driver: in the pod, or on the volume if it is large. */
final class SpecDelivery {

  /** The kernel takes 128 KiB in one variable, Base64 included. */
  private static final int MOST_IN_POD = 64 * 1024;

  private static final String FILE = AttemptSpec.FILE + ".gz";

  private SpecDelivery() {}

  /**
   * The variable that says it.
   *
   * @param folder the attempt's, which the pod sees as {@link Volumes#OUTPUT}
   */
  static EnvVar deliver(AttemptSpec spec, Path folder) throws IOException {
    byte[] packed = pack(BusJson.write(spec));
    if (packed.length <= MOST_IN_POD) {
      return new EnvVar("SKS_ATTEMPT", Base64.getEncoder().encodeToString(packed), null);
    }
    AtomicFile.write(folder.resolve(FILE), packed);
    return new EnvVar("SKS_ATTEMPT_FILE", Volumes.OUTPUT + "/" + FILE, null);
  }

  private static byte[] pack(byte[] json) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json);
    }
    return bytes.toByteArray();
  }
}
