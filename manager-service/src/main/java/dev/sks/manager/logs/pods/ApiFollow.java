package dev.sks.manager.logs.pods;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One request to the API server that lasts. */
final class ApiFollow implements LogConnection {

  private final Listener listener;
  private final CompletableFuture<AsyncBody> body = new CompletableFuture<>();
  private volatile boolean closed;
  private volatile boolean refused;

  ApiFollow(Listener listener) {
    this.listener = listener;
  }

  void begin(CompletableFuture<HttpResponse<AsyncBody>> response) {
    response.whenComplete(this::answered);
  }

  private void answered(HttpResponse<AsyncBody> response, Throwable failure) {
    if (failure != null) {
      body.cancel(false);
      listener.ended(new End(0, failure.toString()));
      return;
    }
    int status = response.code();
    refused = !response.isSuccessful();
    AsyncBody content = response.body();
    content.done().whenComplete((done, e) -> listener.ended(end(status, e)));
    body.complete(content);
    if (closed) {
      content.cancel();
    } else {
      content.consume();
    }
  }

  private End end(int status, Throwable failure) {
    if (refused) {
      return new End(status, "status " + status);
    }
    return new End(status, failure == null ? "" : failure.toString());
  }

  void take(List<ByteBuffer> buffers, AsyncBody content) {
    if (closed) {
      content.cancel();
      return;
    }
    if (refused) {
      // Read to its end the connection can be used again, which a new one costs far more than.
      content.consume();
      return;
    }
    var bytes = new ByteArrayOutputStream();
    for (ByteBuffer buffer : buffers) {
      var part = new byte[buffer.remaining()];
      buffer.get(part);
      bytes.writeBytes(part);
    }
    listener.heard(bytes.toByteArray());
  }

  @Override
  public void more() {
    body.thenAccept(AsyncBody::consume);
  }

  @Override
  public void close() {
    closed = true;
    body.thenAccept(AsyncBody::cancel);
  }
}
