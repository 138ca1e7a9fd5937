package dev.sks.ui.commands;

import dev.sks.base.json.BusJson;
import dev.sks.contract.CommandAnswer;
import dev.sks.contract.JobProgress;
import dev.sks.contract.Topics;
import dev.sks.ui.bus.ConsumerLoop;
import dev.sks.ui.bus.Consumers;
import dev.sks.ui.bus.DeadLetters;
import dev.sks.ui.jobs.AcceptedStore;
import dev.sks.ui.readmodel.ProgressBoard;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Reads what every gateway must hear for itself: the manager's answers and the progress of jobs.
 */
@ApplicationScoped
public class AnswerListener {

  private static final Logger LOG = Logger.getLogger(AnswerListener.class);

  private final Consumers consumers;
  private final CommandAnswers answers;
  private final AcceptedStore accepted;
  private final ProgressBoard progress;
  private final DeadLetters deadLetters;
  private ConsumerLoop loop;

  AnswerListener(
      Consumers consumers,
      CommandAnswers answers,
      AcceptedStore accepted,
      ProgressBoard progress,
      DeadLetters deadLetters) {
    this.consumers = consumers;
    this.answers = answers;
    this.accepted = accepted;
    this.progress = progress;
    this.deadLetters = deadLetters;
  }

  void onStart(@Observes StartupEvent event) {
    loop =
        consumers.each(
            "sks-answers", List.of(Topics.COMMAND_ANSWERS, Topics.JOB_PROGRESS), this::handle);
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    loop.close();
  }

  private void handle(ConsumerRecords<byte[], byte[]> records) {
    for (var item : records) {
      try {
        if (item.topic().equals(Topics.COMMAND_ANSWERS_NAME)) {
          answered(item);
        } else {
          progress.put(BusJson.read(item.value(), JobProgress.class));
        }
      } catch (IOException e) {
        deadLetters.bury(item, e);
      }
    }
  }

  private void answered(ConsumerRecord<byte[], byte[]> item) throws IOException {
    var answer = BusJson.read(item.value(), CommandAnswer.class);
    if (answers.arrived(answer) || !isRefusedSubmission(answer)) {
      return;
    }
    // Nobody waits any longer. If the store is down now, the row is produced, and refused, again.
    accepted
        .reject(answer.tenant(), answer.job(), answer.problem())
        .subscribe()
        .with(
            done -> LOG.infof("Job rejected job=%s tenant=%s", answer.job(), answer.tenant()),
            e -> LOG.warnf("Refusal not noted yet job=%s cause=%s", answer.job(), e));
  }

  private static boolean isRefusedSubmission(CommandAnswer answer) {
    return answer.outcome() == CommandAnswer.Outcome.REFUSED
        && answer.job().equals(answer.command());
  }
}
