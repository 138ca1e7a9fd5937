package dev.sks.standalone;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the main thread, and keeps the JVM until that
 * thread has put everything in order.
 */
final class Interruption {
  private final CountDownLatch over = new CountDownLatch(1);

  private Interruption() {}

  static Interruption ofThisThread() {
    Interruption interruption = new Interruption();
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.arrive(main), "stop"));
    return interruption;
  }

  private void arrive(Thread main) {
    if (over.getCount() == 0) {
      return;
    }
    main.interrupt();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void over() {
    over.countDown();
  }
}
