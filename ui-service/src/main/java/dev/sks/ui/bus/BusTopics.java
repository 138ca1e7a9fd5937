package dev.sks.ui.bus;

import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Makes the topics the gateway produces to, as soon as there is a Kafka. */
@ApplicationScoped
public class BusTopics {

  private static final Logger LOG = Logger.getLogger(BusTopics.class);
  private static final List<Topics.Topic> OURS = List.of(Topics.COMMANDS, Topics.DEAD_LETTERS);

  private final TopicCreator creator;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean there;

  BusTopics(TopicCreator creator) {
    this.creator = creator;
  }

  void onStart(@Observes StartupEvent event) {
    var thread = new Thread(this::ensure, "sks-topics");
    thread.setDaemon(true);
    thread.start();
  }

  void onStop(@Observes ShutdownEvent event) {
    stopped.countDown();
  }

  /** Whether they have been seen; an outage of Kafka later changes nothing. */
  public boolean areThere() {
    return there;
  }

  private void ensure() {
    try {
      do {
        try {
          creator.ensure(OURS);
          there = true;
        } catch (RuntimeException e) {
          LOG.warnf("Topics are not there yet cause=%s", e.getMessage());
        }
      } while (!there && !stopped.await(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      LOG.debug("Stopped while waiting for topics");
    }
  }
}
