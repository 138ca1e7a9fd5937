package dev.sks.cli.client;

import java.io.InputStream;

/** The bytes behind an address, taken up again where a lost connection left them. */
public final class Download extends InputStream {

  private static final int LOSSES = 5;

  private final Api api;
  private final Call call;
  private final long size;
  private Body body;
  private long position;
  private int losses;

  public Download(Api api, Call call) {
    this.api = api;
    this.call = call;
    this.body = api.open(call);
    this.size = body.size();
  }

  /** In bytes, or -1 where the server did not say. */
  public long size() {
    return size;
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    while (true) {
      try {
        int got = body.read(buffer, offset, length);
        position += Math.max(0, got);
        losses = got > 0 ? 0 : losses;
        return got;
      } catch (Unreachable e) {
        resume(e);
      }
    }
  }

  private void resume(Unreachable loss) {
    losses++;
    // Without a tag, or with a weak one, the rest could be that of another object.
    if (!body.tag().startsWith("\"") || losses > LOSSES) {
      throw loss;
    }
    Patience.pause(losses);
    body = api.open(call.with("Range", "bytes=" + position + "-").with("If-Match", body.tag()));
  }

  @Override
  public void close() {
    body.close();
  }
}
