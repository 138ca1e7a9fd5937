package dev.sks.embedded.etcd;

import dev.sks.embedded.Component;
import dev.sks.embedded.Door;
import dev.sks.embedded.directory.DataDirectory;
import dev.sks.embedded.process.ChildSpec;
import dev.sks.embedded.tls.StoreTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** etcd with one member. */
public final class Etcd implements Component {
  private static final String HOST = "127.0.0.1";
  private static final String PEER = "etcd-peer";
  private static final String HEALTH = "etcd-health";

  private final DataDirectory home;
  private final Door door;
  private final Optional<StoreTls> tls;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private Path binary;

  public Etcd(DataDirectory home, Door door, Optional<StoreTls> tls) {
    this.home = home;
    this.door = door;
    this.tls = tls;
  }

  public String endpoint() {
    return clientUrl(HOST);
  }

  @Override
  public String name() {
    return "etcd";
  }

  @Override
  public void prepare() {
    home.ports().claim(name(), door.bind());
    home.ports().claim(PEER, HOST);
    tls.ifPresent(files -> home.ports().claim(HEALTH, HOST));
    binary = EtcdBinary.find(home.resolve("logs").resolve("etcd-binary.log"));
  }

  @Override
  public ChildSpec command() {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            binary.toString(),
            "--name=sks",
            "--data-dir=" + home.resolve("etcd"),
            "--listen-client-urls=" + clientUrl(door.bind()),
            "--advertise-client-urls=" + clientUrl(door.name()),
            "--listen-peer-urls=" + url(HOST, PEER),
            "--initial-advertise-peer-urls=" + url(HOST, PEER),
            "--initial-cluster=sks=" + url(HOST, PEER),
            "--heartbeat-interval=50",
            "--election-timeout=250",
            "--auto-compaction-mode=periodic",
            "--auto-compaction-retention=30m",
            "--quota-backend-bytes=4294967296",
            "--logger=zap",
            "--log-level=warn"));
    tls.ifPresent(files -> command.addAll(secured(files)));
    // 3.4 on arm64 wants to be told that one knows.
    return new ChildSpec(name(), home.path(), command)
        .with(
            System.getProperty("os.arch").equals("aarch64")
                ? Map.of("ETCD_UNSUPPORTED_ARCH", "arm64")
                : Map.of());
  }

  /** Clients prove themselves by certificates; a door of its own tells of the health. */
  private List<String> secured(StoreTls files) {
    return List.of(
        "--cert-file=" + files.server().certificate(),
        "--key-file=" + files.server().key(),
        "--trusted-ca-file=" + files.ca(),
        "--client-cert-auth",
        "--listen-metrics-urls=" + url(HOST, HEALTH));
  }

  @Override
  public boolean ready() {
    String door = tls.isPresent() ? url(HOST, HEALTH) : endpoint();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(door + "/health")).timeout(Duration.ofSeconds(2)).build();
    try {
      return http.send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String clientUrl(String host) {
    String plain = url(host, name());
    return tls.isPresent() ? plain.replaceFirst("http", "https") : plain;
  }

  private String url(String host, String port) {
    return "http://" + host + ":" + home.ports().of(port);
  }
}
