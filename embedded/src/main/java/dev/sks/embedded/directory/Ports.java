package dev.sks.embedded.directory;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of a directory: chosen free at the first start, kept for the next. */
public final class Ports {
  /** Below what kernels hand out for outgoing connections, which could take a kept port. */
  private static final int LOWEST = 15_000;

  private static final int HIGHEST = 32_000;

  private final Path file;
  private final Properties kept = new Properties();

  private Ports(Path file) {
    this.file = file;
  }

  static Ports keptIn(Path directory) throws IOException {
    Ports ports = new Ports(directory.resolve("ports.properties"));
    if (Files.exists(ports.file)) {
      try (Reader reader = Files.newBufferedReader(ports.file)) {
        ports.kept.load(reader);
      }
    }
    return ports;
  }

  /** Wants this port for that name, now and at later starts. */
  public synchronized void fix(String name, int port) {
    kept.setProperty(name, String.valueOf(port));
    save();
  }

  /** Wants this port for that name, unless there is one already. */
  public synchronized void prefer(String name, int port) {
    if (!kept.containsKey(name)) {
      fix(name, port);
    }
  }

  /** The port of that name. */
  public synchronized int of(String name) {
    if (!kept.containsKey(name)) {
      fix(name, free());
    }
    return Integer.parseInt(kept.getProperty(name));
  }

  /** The port of that name, which is free to listen on at this address. */
  public int claim(String name, String bind) {
    int port = of(name);
    IOException taken = refusal(bind, port);
    if (taken == null) {
      return port;
    }
    throw new PortTaken(name, port, file, taken);
  }

  private int free() {
    for (int tries = 0; tries < 1_000; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (!kept.containsValue(String.valueOf(port)) && refusal("127.0.0.1", port) == null) {
        return port;
      }
    }
    throw new IllegalStateException("Found no free port between " + LOWEST + " and " + HIGHEST);
  }

  private static IOException refusal(String bind, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private void save() {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(draft)) {
        kept.store(writer, null);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
