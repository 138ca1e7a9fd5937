package dev.sks.cli.jobs;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Api;
import dev.sks.cli.client.ApiProblem;
import dev.sks.cli.client.Body;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.IdleLimit;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Patience;
import dev.sks.cli.client.ServerSentEvents;
import dev.sks.cli.client.ServerSentEvents.Event;
import dev.sks.cli.client.Unreachable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The events of one job, followed through lost connections until the job has ended. */
final class JobEvents {

  private static final Duration GIVE_UP = Duration.ofMinutes(5);

  // Three heartbeats.
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final JobDoor door;
  private final String id;
  private String lastEvent = "";
  private Optional<Job> ended = Optional.empty();
  private Instant lastHeard = Instant.now();
  private int losses;

  JobEvents(JobDoor door, String id) {
    this.door = door;
    this.id = id;
  }

  /** Returns the job as it ended. */
  Job follow(Consumer<Job> onJob, Consumer<Progress> onProgress) {
    while (ended.isEmpty()) {
      try (ServerSentEvents events = open()) {
        read(events, onJob, onProgress);
      } catch (IOException e) {
        bear(new Unreachable(door.api().server(), e));
      } catch (CommandFailed e) {
        bear(e);
      }
      if (ended.isEmpty()) {
        Patience.pause(Math.max(1, losses));
      }
    }
    return ended.get();
  }

  /** Goes on after a loss, unless nothing has been heard for too long. */
  private void bear(CommandFailed loss) {
    losses++;
    if (isFinal(loss) || Duration.between(lastHeard, Instant.now()).compareTo(GIVE_UP) > 0) {
      throw loss;
    }
  }

  /** An answer that says no will say so again. */
  private static boolean isFinal(CommandFailed failure) {
    return !(failure instanceof ApiProblem problem)
        ? failure.exitCode() != ExitCode.UNREACHABLE
        : problem.status() < 500 && problem.status() != 429;
  }

  private ServerSentEvents open() {
    Api api = door.api();
    Call call = Call.get(JobDoor.path(id) + "/events").with("Accept", "text/event-stream");
    Body body = api.open(lastEvent.isEmpty() ? call : call.with("Last-Event-ID", lastEvent));
    return new ServerSentEvents(new IdleLimit(body, SILENCE));
  }

  private void read(ServerSentEvents events, Consumer<Job> onJob, Consumer<Progress> onProgress)
      throws IOException {
    for (var next = events.next(); next.isPresent() && ended.isEmpty(); next = events.next()) {
      Event event = next.get();
      lastHeard = Instant.now();
      losses = 0;
      if (!event.id().isEmpty()) {
        lastEvent = event.id();
      }
      if (event.type().equals("job")) {
        job(new Job(Json.readLeniently(event.data())), onJob);
      } else if (event.type().equals("progress")) {
        onProgress.accept(Progress.of(Json.readLeniently(event.data())));
      } else if (event.type().equals("end")) {
        // The token ended, or the job did before the last event we know.
        job(door.get(id), onJob);
        return;
      }
    }
  }

  private void job(Job job, Consumer<Job> onJob) {
    onJob.accept(job);
    if (job.hasEnded()) {
      ended = Optional.of(job);
    }
  }
}
