package dev.sks.embedded.etcd;

import dev.sks.embedded.Component;
import dev.sks.embedded.Door;
import dev.sks.embedded.directory.DataDirectory;
import dev.sks.embedded.process.ChildSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** etcd with one member. */
public final class Etcd implements Component {
  private static final String HOST = "127.0.0.1";
  private static final String PEER = "etcd-peer";

  private final DataDirectory home;
  private final Door door;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private Path binary;

  public Etcd(DataDirectory home, Door door) {
    this.home = home;
    this.door = door;
  }

  public String endpoint() {
    return url(HOST, name());
  }

  @Override
  public String name() {
    return "etcd";
  }

  @Override
  public void prepare() {
    home.ports().claim(name(), door.bind());
    home.ports().claim(PEER, HOST);
    binary = EtcdBinary.find(home.resolve("logs").resolve("etcd-binary.log"));
  }

  @Override
  public ChildSpec command() {
    List<String> command =
        List.of(
            binary.toString(),
            "--name=sks",
            "--data-dir=" + home.resolve("etcd"),
            "--listen-client-urls=" + url(door.bind(), name()),
            "--advertise-client-urls=" + url(door.name(), name()),
            "--listen-peer-urls=" + url(HOST, PEER),
            "--initial-advertise-peer-urls=" + url(HOST, PEER),
            "--initial-cluster=sks=" + url(HOST, PEER),
            "--heartbeat-interval=50",
            "--election-timeout=250",
            "--auto-compaction-mode=periodic",
            "--auto-compaction-retention=30m",
            "--quota-backend-bytes=4294967296",
            "--logger=zap",
            "--log-level=warn");
    // 3.4 on arm64 wants to be told that one knows.
    return new ChildSpec(name(), home.path(), command)
        .with(
            System.getProperty("os.arch").equals("aarch64")
                ? Map.of("ETCD_UNSUPPORTED_ARCH", "arm64")
                : Map.of());
  }

  @Override
  public boolean ready() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint() + "/health"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String url(String host, String port) {
    return "http://" + host + ":" + home.ports().of(port);
  }
}
