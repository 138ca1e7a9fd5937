package dev.sks.engine.cluster;

import dev.sks.contract.AttemptSpec.Executors;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.k8s.features.LocalDirsFeatureStep;

/** Spark in client mode in the driver's pod, with as few requests and waits as it can do with. */
public final class ClusterConf {

  private static final long MIB = 1024 * 1024;

  /**
   * Beyond the first ones: Spark replaces lost executors, but one that dies at its start forever.
   */
  private static final int REPLACEMENTS = 20;

  private ClusterConf() {}

  /**
   * @param conf what is the same without executors
   * @return the same conf
   */
  public static SparkConf add(Executors executors, SparkConf conf, String scratch)
      throws IOException {
    String address = address(System.getenv());
    conf.setMaster(master(System.getenv()))
        .set("spark.app.id", executors.driverPod())
        .set("spark.driver.host", address)
        .set("spark.driver.bindAddress", address)
        .set("spark.authenticate", "true")
        .set("spark.network.crypto.enabled", "true");
    pods(executors, conf, scratch);
    resources(executors, conf);
    pace(conf);
    return conf;
  }

  static String master(Map<String, String> environment) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "kubernetes.default.svc");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    return "k8s://https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** The pod's address: the launcher says it, and so does the pod's own host name. */
  private static String address(Map<String, String> environment) throws IOException {
    return Optional.ofNullable(environment.get("SKS_POD_IP"))
        .orElse(InetAddress.getLocalHost().getHostAddress());
  }

  private static void pods(Executors executors, SparkConf conf, String scratch) throws IOException {
    Path template = Files.writeString(Path.of(scratch, "executor.json"), executors.podTemplate());
    conf.set("spark.kubernetes.namespace", executors.namespace())
        .set("spark.kubernetes.driver.pod.name", executors.driverPod())
        .set("spark.kubernetes.executor.podNamePrefix", executors.driverPod())
        .set("spark.kubernetes.container.image", executors.image())
        .set("spark.kubernetes.executor.podTemplateFile", template.toString())
        // The template has the scratch folder already.
        .set(
            "spark.kubernetes.executor.pod.excludedFeatureSteps",
            LocalDirsFeatureStep.class.getName())
        .set("spark.kubernetes.executor.disableConfigMap", "true")
        // Their logs are read before they go, which is when the driver's pod goes.
        .set("spark.kubernetes.executor.deleteOnTermination", "false")
        .set("spark.kubernetes.driver.service.deleteOnTermination", "false")
        .set("spark.kubernetes.driver.ownPersistentVolumeClaim", "false")
        .set("spark.kubernetes.driver.reusePersistentVolumeClaim", "false")
        .set("spark.executor.instances", String.valueOf(executors.count()))
        .set(
            "spark.kubernetes.allocation.maximum", String.valueOf(executors.count() + REPLACEMENTS))
        // Spark would end the JVM without a word.
        .set("spark.executor.maxNumFailures", String.valueOf(Integer.MAX_VALUE));
  }

  private static void resources(Executors executors, SparkConf conf) {
    long heap = executors.heapBytes() / MIB;
    conf.set("spark.executor.cores", String.valueOf(executors.slots()))
        .set("spark.task.cpus", "1")
        .set("spark.executor.memory", heap + "m")
        .set("spark.executor.memoryOverhead", executors.memoryBytes() / MIB - heap + "m")
        .set("spark.kubernetes.executor.request.cores", executors.cpu())
        .set("spark.kubernetes.executor.limit.cores", executors.cpuLimit());
  }

  private static void pace(SparkConf conf) {
    conf.set("spark.kubernetes.allocation.batch.size", "50")
        .set("spark.kubernetes.allocation.batch.delay", "200ms")
        .set("spark.kubernetes.executor.eventProcessingInterval", "200ms")
        // The job waits for its first executor, not for a share of them.
        .set("spark.scheduler.minRegisteredResourcesRatio", "0")
        // All executors read the same volume.
        .set("spark.locality.wait", "0")
        .set("spark.executor.heartbeatInterval", "1s")
        // Of executors that were lost: what the user's code does wrong ends the job at once.
        .set("spark.task.maxFailures", "4");
  }
}
