package dev.sks.embedded.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker for the cluster's brokers, as every client does first. Spoken by hand (Kafka
 * protocol, Metadata version 1), because a client's jar would meet the caller's.
 */
final class MetadataProbe {
  private static final int PATIENCE_MILLIS = 2_000;
  private static final short METADATA = 3;
  private static final short VERSION = 1;
  private static final int CORRELATION = 1;
  private static final short NO_CLIENT_ID = -1;
  private static final int NO_TOPICS = 0;

  private MetadataProbe() {}

  /** Whether the broker answers and counts itself among the living. */
  static boolean sees(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(2 + 2 + 4 + 2 + 4);
      out.writeShort(METADATA);
      out.writeShort(VERSION);
      out.writeInt(CORRELATION);
      out.writeShort(NO_CLIENT_ID);
      out.writeInt(NO_TOPICS);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt();
      return in.readInt() == CORRELATION && in.readInt() > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
