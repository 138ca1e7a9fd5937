package dev.sks.cli.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** The body of an answer as it comes in. A lost connection is an {@link Unreachable}. */
public final class Body extends FilterInputStream {

  private final URI server;
  private final HttpHeaders headers;

  Body(URI server, HttpResponse<InputStream> response) {
    super(response.body());
    this.server = server;
    this.headers = response.headers();
  }

  /** In bytes, or -1 where the server did not say. */
  public long size() {
    return headers.firstValueAsLong("Content-Length").orElse(-1);
  }

  /** The entity tag, empty if there is none. */
  String tag() {
    return headers.firstValue("ETag").orElse("");
  }

  @Override
  public int read() {
    try {
      return super.read();
    } catch (IOException e) {
      throw new Unreachable(server, e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw new Unreachable(server, e);
    }
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      throw new Unreachable(server, e);
    }
  }
}
