package dev.sks.ui.jobs;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerFileUpload;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Function;

/** One input on its way to the manager, hashed while it passes. */
final class InputUpload {

  private final Future<HttpClientRequest> opened;
  private final MessageDigest digest = BodyHash.digest();
  private final Promise<String> stored = Promise.promise();

  /**
   * @param problemOf reads a refusal of the manager
   * @param unreachable when the manager can't be reached
   */
  InputUpload(
      Future<HttpClientRequest> opened, Function<Buffer, Problem> problemOf, Problem unreachable) {
    this.opened = opened;
    opened.onSuccess(
        out -> out.exceptionHandler(e -> stored.tryFail(new ProblemException(unreachable))));
    opened
        .compose(HttpClientRequest::response)
        .onFailure(e -> stored.tryFail(new ProblemException(unreachable)))
        .onSuccess(
            response ->
                response
                    .body()
                    .onFailure(e -> stored.tryFail(new ProblemException(unreachable)))
                    .onSuccess(
                        body -> {
                          if (response.statusCode() / 100 == 2) {
                            stored.tryComplete(HexFormat.of().formatHex(digest.digest()));
                          } else {
                            stored.tryFail(new ProblemException(problemOf.apply(body)));
                          }
                        }));
  }

  /** The input's hash once the manager has it. */
  Future<String> stored() {
    return stored.future();
  }

  void take(HttpServerFileUpload part) {
    part.pause();
    part.exceptionHandler(e -> abort());
    // The form goes on when this part can't: the rest of it goes nowhere.
    stored
        .future()
        .onFailure(
            e -> {
              part.handler(rest -> {});
              part.resume();
            });
    opened.onSuccess(
        out -> {
          part.endHandler(v -> out.end());
          part.handler(
              more -> {
                digest.update(more.getBytes());
                out.write(more);
                if (out.writeQueueFull()) {
                  part.pause();
                  out.drainHandler(v -> part.resume());
                }
              });
          part.resume();
        });
  }

  void takeAll(Buffer text) {
    digest.update(text.getBytes());
    opened.onSuccess(out -> out.end(text));
  }

  /** The client has gone: the manager must not think that this was all. */
  void abort() {
    opened.onSuccess(HttpClientRequest::reset);
  }
}
