package dev.sks.ui.jobs;

import dev.sks.ui.commands.Commands;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Produces the commands again that nobody has answered. */
@ApplicationScoped
class Resubmission {

  private static final Logger LOG = Logger.getLogger(Resubmission.class);

  private final AcceptedStore accepted;
  private final Commands commands;

  Resubmission(AcceptedStore accepted, Commands commands) {
    this.accepted = accepted;
    this.commands = commands;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return accepted
        .due()
        .onItem()
        .invoke(
            due -> {
              if (!due.isEmpty()) {
                LOG.infof("Unanswered jobs are produced again jobs=%d", due.size());
              }
            })
        .onItem()
        .transformToMulti(due -> Multi.createFrom().iterable(due))
        .onItem()
        .transformToUniAndMerge(commands::send)
        .onItem()
        .ignoreAsUni()
        // The rows are due again after their back-off.
        .onFailure()
        .invoke(e -> LOG.warnf("Unanswered jobs stay so for now cause=%s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }
}
