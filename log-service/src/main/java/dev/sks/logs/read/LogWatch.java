package dev.sks.logs.read;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.function.Consumer;

/** One reader's watch on a log; remembers a ring that came while nobody waited. */
class LogWatch {

  private final Consumer<LogWatch> onClose;
  private UniEmitter<? super Void> waiter;
  private boolean rung;

  LogWatch(Consumer<LogWatch> onClose) {
    this.onClose = onClose;
  }

  void ring() {
    UniEmitter<? super Void> woken;
    synchronized (this) {
      woken = waiter;
      waiter = null;
      rung = woken == null;
    }
    if (woken != null) {
      woken.complete(null);
    }
  }

  /** Done at the next ring (or at once, if there was one since the last wait), or after a time. */
  Uni<Void> await(Duration most) {
    return Uni.createFrom()
        .<Void>emitter(this::enlist)
        .ifNoItem()
        .after(most)
        .fail()
        .onFailure(TimeoutException.class)
        .recoverWithNull();
  }

  void close() {
    onClose.accept(this);
  }

  private void enlist(UniEmitter<? super Void> emitter) {
    emitter.onTermination(() -> leave(emitter));
    synchronized (this) {
      if (!rung) {
        waiter = emitter;
        return;
      }
      rung = false;
    }
    emitter.complete(null);
  }

  private synchronized void leave(UniEmitter<? super Void> emitter) {
    if (waiter == emitter) {
      waiter = null;
    }
  }
}
