package dev.sks.engine.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/**
 * The engine's end of a worker's socket. The worker leads: the engine writes a command, and then
 * only answers pulls, so neither side can block the other.
 */
final class WorkerConnection implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final int BUFFER = 64 * 1024;

  private final SocketChannel channel;
  private final DataInputStream in;
  private final DataOutputStream out;

  WorkerConnection(SocketChannel channel) {
    this.channel = channel;
    this.in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
    this.out =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
  }

  /** What only a process of ours knows; the first it says. */
  byte[] secret() throws IOException {
    return in.readNBytes(WorkerDoor.SECRET_BYTES);
  }

  /** The number the worker was started with; said after the secret. */
  int worker() throws IOException {
    return in.readInt();
  }

  void command(Object command) throws IOException {
    answer(JSON.writeValueAsBytes(command));
  }

  /** The answer to a pull; empty at the end. */
  void answer(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /** The next message; {@link java.io.EOFException} if the worker is gone. */
  Message next() throws IOException {
    char kind = (char) in.readByte();
    int length = in.readInt();
    if (kind != 'F') {
      return new Message(kind, -1, in.readNBytes(length));
    }
    int reducer = in.readInt();
    return new Message(kind, reducer, in.readNBytes(length - Integer.BYTES));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * What a worker says.
   *
   * @param kind P pull, F frame, S progress, D done, E failed
   * @param reducer whom a frame is for
   */
  record Message(char kind, int reducer, byte[] payload) {}
}
