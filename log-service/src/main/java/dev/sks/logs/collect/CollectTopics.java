package dev.sks.logs.collect;

import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes the topics that collectors write to and managers read, as soon as there is a Kafka. */
@ApplicationScoped
class CollectTopics {

  private static final Logger LOG = Logger.getLogger(CollectTopics.class);
  private static final List<Topics.Topic> OURS =
      List.of(Topics.POD_LOGS, Topics.COLLECTED_LOGS_KEPT);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final TopicCreator creator;
  private volatile Cancellable making;

  CollectTopics(TopicCreator creator) {
    this.creator = creator;
  }

  void onStart(@Observes StartupEvent event) {
    making =
        Uni.createFrom()
            .voidItem()
            .emitOn(Infrastructure.getDefaultWorkerPool())
            .invoke(this::ensure)
            .onFailure()
            .invoke(e -> LOG.warnf("Topics are not there yet cause=%s", e.getMessage()))
            .onFailure()
            .retry()
            .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
            .indefinitely()
            .subscribe()
            .with(done -> LOG.debug("Topics are there"));
  }

  void onStop(@Observes ShutdownEvent event) {
    making.cancel();
  }

  private void ensure() {
    try {
      creator.ensure(OURS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }
}
