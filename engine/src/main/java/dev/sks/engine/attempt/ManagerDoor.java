package dev.sks.engine.attempt;

import dev.sks.contract.AttemptProgress;
import dev.sks.contract.AttemptResult;
import dev.sks.contract.AttemptSpec;
import dev.sks.contract.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The manager's door for attempts. Any manager will do; while none can be reached, a report is
 * tried again for as long as the attempt runs. One whose token is not taken is tried again for a
 * while: a kubelet may be late to renew the token, a manager to learn of the key it is signed with.
 */
final class ManagerDoor {

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_DENIAL = Duration.ofMinutes(10);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final List<String> managers;
  private final String path;
  private final Path tokenFile;
  private final Duration longestDenial;
  private volatile int current;

  ManagerDoor(AttemptSpec spec) {
    this(spec, LONGEST_DENIAL);
  }

  ManagerDoor(AttemptSpec spec, Duration longestDenial) {
    this.managers = spec.managers();
    this.path = "/v1/attempts/" + spec.job() + "/" + spec.attempt() + "/";
    this.tokenFile = Path.of(spec.tokenFile());
    this.longestDenial = longestDenial;
  }

  void claim() throws SupersededException, InterruptedException, RefusedException {
    deliver("claim", null);
  }

  void commit(AttemptResult result)
      throws SupersededException, InterruptedException, RefusedException {
    deliver("commit", result);
  }

  void fail(Failure failure) throws SupersededException, InterruptedException, RefusedException {
    deliver("failure", failure);
  }

  /** Once: what is missed now, the next progress tells. */
  void progress(AttemptProgress progress) throws SupersededException, InterruptedException {
    try {
      judge(post("progress", progress));
    } catch (IOException | RefusedException e) {
      current++;
    }
  }

  private void deliver(String door, Object body)
      throws SupersededException, InterruptedException, RefusedException {
    Duration pause = FIRST_PAUSE;
    Duration denied = Duration.ZERO;
    boolean told = false;
    while (true) {
      String reason;
      try {
        var answer = post(door, body);
        if (judge(answer)) {
          return;
        }
        denied = isDenied(answer) ? denied.plus(pause) : denied;
        if (denied.compareTo(longestDenial) > 0) {
          throw new RefusedException(answer.statusCode(), answer.body());
        }
        reason = "status " + answer.statusCode();
      } catch (IOException e) {
        reason = e.toString();
      }
      current++;
      if (!told) {
        System.err.println(
            "sks: no manager takes the report, trying on door=" + door + " cause=" + reason);
        told = true;
      }
      LockSupport.parkNanos(pause.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private HttpResponse<String> post(String door, Object body)
      throws IOException, InterruptedException {
    String base = managers.get(Math.floorMod(current, managers.size()));
    var publisher =
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(AttemptFiles.JSON.writeValueAsBytes(body));
    var request =
        HttpRequest.newBuilder(URI.create(base.replaceAll("/+$", "") + path + door))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .POST(publisher)
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Read each time: a cluster replaces its tokens before they end. */
  private String token() throws IOException {
    return Files.readString(tokenFile).strip();
  }

  private static boolean isDenied(HttpResponse<String> answer) {
    return answer.statusCode() == 401 || answer.statusCode() == 403;
  }

  /** Whether the report was taken; false if it is worth another try. */
  private static boolean judge(HttpResponse<String> answer)
      throws SupersededException, RefusedException {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return true;
    }
    if (status == 409) {
      throw new SupersededException(answer.body());
    }
    if (status >= 500 || status == 429 || status == 408 || isDenied(answer)) {
      return false;
    }
    throw new RefusedException(status, answer.body());
  }
}
