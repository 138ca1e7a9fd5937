package dev.sks.auth.identities;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Reads a body up to a size, and fails beyond. */
final class BoundedBody implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
  private final int most;
  private Subscription subscription;
  private long read;

  private BoundedBody(int most) {
    this.most = most;
  }

  static BodyHandler<byte[]> of(int most) {
    return head -> new BoundedBody(most);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole.getBody();
  }

  @Override
  public void onSubscribe(Subscription upstream) {
    subscription = upstream;
    whole.onSubscribe(upstream);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    read += part.stream().mapToInt(ByteBuffer::remaining).sum();
    if (read > most) {
      subscription.cancel();
      whole.onError(new IOException("an answer of more than %d bytes".formatted(most)));
    } else {
      whole.onNext(part);
    }
  }

  @Override
  public void onError(Throwable cause) {
    whole.onError(cause);
  }

  @Override
  public void onComplete() {
    whole.onComplete();
  }
}
