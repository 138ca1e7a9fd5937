package dev.sks.engine.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Where workers connect: a socket in a private folder, or on loopback where its path is too long.
 */
final class WorkerDoor implements AutoCloseable {

  static final int SECRET_BYTES = 16;

  /** The least of what systems allow, macOS' 104, less the end. */
  private static final int LONGEST_PATH = 103;

  private final byte[] secret = new byte[SECRET_BYTES];
  private final ServerSocketChannel server;
  private final Path folder;
  private final String address;

  private WorkerDoor(ServerSocketChannel server, Path folder, String address) {
    this.server = server;
    this.folder = folder;
    this.address = address;
    new SecureRandom().nextBytes(secret);
  }

  static WorkerDoor open() throws IOException {
    Path folder = Files.createTempDirectory("sks");
    Path socket = folder.resolve("w");
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
      var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      return new WorkerDoor(server, folder, "unix:" + socket);
    }
    var server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var bound = (InetSocketAddress) server.getLocalAddress();
    return new WorkerDoor(
        server, folder, "tcp:" + bound.getAddress().getHostAddress() + ":" + bound.getPort());
  }

  String address() {
    return address;
  }

  String secret() {
    return HexFormat.of().formatHex(secret);
  }

  /** The next worker's connection; who doesn't know the secret is turned away. */
  WorkerConnection accept() throws IOException {
    while (true) {
      var connection = new WorkerConnection(server.accept());
      if (MessageDigest.isEqual(secret, connection.secret())) {
        return connection;
      }
      connection.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(folder.resolve("w"));
    Files.deleteIfExists(folder);
  }
}
