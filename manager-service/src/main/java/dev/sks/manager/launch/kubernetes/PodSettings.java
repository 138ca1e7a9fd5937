package dev.sks.manager.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is configured of attempts' pods. */
@ConfigMapping(prefix = "sks.launch.kubernetes.pods")
interface PodSettings {

  Optional<String> image();

  String imagePullPolicy();

  /** Base URLs of managers, as pods reach them. */
  List<String> managers();

  /** The interpreter in the image. */
  String python();

  /** The data volume's claim where all tenants share a namespace. */
  String sharedClaim();

  /** Inputs up to this size run in the driver alone. */
  Quantity driverOnlyBytes();

  Quantity scratch();

  Quantity temporary();

  /** Of a node's disk, for each container; one that uses more goes first when the disk is full. */
  Quantity diskRequest();

  Driver driver();

  Executor executor();

  Map<String, String> nodeSelector();

  /** Keys of taints that attempts tolerate. */
  Optional<List<String>> tolerations();

  /** The driver's container. */
  interface Driver {

    Quantity heap();

    /** What its JVM needs beside the heap. */
    Quantity overhead();

    /** Cores it asks for if the workers are elsewhere; it may use one. */
    Quantity cpu();

    /** Most cores it asks for if it runs the workers itself; it may use more. */
    Quantity aloneCpu();
  }

  /** An executor's container. */
  interface Executor {

    Quantity heap();

    Quantity overhead();
  }
}
